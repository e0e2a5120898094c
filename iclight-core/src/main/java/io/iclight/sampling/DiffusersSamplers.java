package io.iclight.sampling;

import static io.iclight.sampling.KDiffusionSamplers.SECOND_ORDER;
import static io.iclight.sampling.KDiffusionSamplers.word;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.iclight.samplers.Ddim;
import io.iclight.samplers.Ddpm;
import io.iclight.samplers.Deis;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.DpmSolverSinglestep;
import io.iclight.samplers.Draws;
import io.iclight.samplers.Ending;
import io.iclight.samplers.Integrand;
import io.iclight.samplers.Lcm;
import io.iclight.samplers.Pndm;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Tcd;
import io.iclight.samplers.UniPc;

/** The samplers of diffusers' schedulers, under their names and with the options of their configurations. */
final class DiffusersSamplers {

    private static final ImmutableMap<String, Integrand> ALGORITHMS =
            ImmutableMap.of("dpmsolver++", Integrand.DATA, "dpmsolver", Integrand.NOISE);

    static final ImmutableList<CatalogueEntry<? extends Sampler>> ENTRIES = ImmutableList.of(
            CatalogueEntry.ofSampler(
                    "ddim",
                    "DDIM",
                    Ddim.class,
                    o -> new Ddim(o.number("eta", 0)),
                    s -> ImmutableMap.of("eta", s.eta())),
            CatalogueEntry.ofSampler(
                    "ddpm",
                    "DDPM",
                    Ddpm.class,
                    o -> new Ddpm(o.choice(
                            "variance_type",
                            ImmutableMap.of(
                                    "fixed_small", Ddpm.Variance.FIXED_SMALL, "fixed_large", Ddpm.Variance.FIXED_LARGE),
                            "fixed_small")),
                    s -> ImmutableMap.of("variance_type", word(s.variance()))),
            CatalogueEntry.ofSampler(
                    "pndm",
                    "PNDM",
                    PlannedPndm.class,
                    o -> PlannedPndm.of(o.flag("skip_prk_steps", true) ? Pndm.WarmUp.EULER : Pndm.WarmUp.RUNGE_KUTTA),
                    s -> ImmutableMap.of("skip_prk_steps", s.warmUp() == Pndm.WarmUp.EULER)),
            CatalogueEntry.ofSampler(
                    "deis",
                    "DEIS",
                    Deis.class,
                    o -> new Deis(o.whole("order", 2), ending(o)),
                    s -> ImmutableMap.of("order", s.order(), "lower_order_final", lowers(s.ending()))),
            CatalogueEntry.ofSampler(
                    "unipc", "UniPC", UniPc.class, DiffusersSamplers::uniPc, DiffusersSamplers::options),
            CatalogueEntry.ofSampler(
                    "lcm",
                    "LCM",
                    Lcm.class,
                    o -> new Lcm(o.number("timestep_scaling", 10)),
                    s -> ImmutableMap.of("timestep_scaling", s.timestepScaling())),
            CatalogueEntry.ofSampler(
                    "tcd", "TCD", Tcd.class, o -> new Tcd(o.number("eta", 0.3)), s -> ImmutableMap.of("eta", s.eta())),
            CatalogueEntry.ofSampler(
                    "dpm_solver_multistep",
                    "DPM-Solver, multistep",
                    DpmSolverMultistep.class,
                    DiffusersSamplers::multistep,
                    DiffusersSamplers::options),
            CatalogueEntry.ofSampler(
                    "dpm_solver_singlestep",
                    "DPM-Solver, singlestep",
                    DpmSolverSinglestep.class,
                    o -> new DpmSolverSinglestep(
                            o.choice("algorithm", ALGORITHMS, "dpmsolver++"),
                            o.whole("order", 2),
                            o.choice("solver_type", SECOND_ORDER, "midpoint"),
                            o.flag("lower_order_final", true)),
                    s -> ImmutableMap.of(
                            "algorithm", algorithm(s.integrand()),
                            "order", s.order(),
                            "solver_type", word(s.rule()),
                            "lower_order_final", s.lowersOrder())));

    private DiffusersSamplers() {}

    private static Ending ending(NamedOptions o) {
        return o.flag("lower_order_final", true) ? Ending.LOWER_IN_SHORT_RUNS : Ending.FULL_ORDER;
    }

    private static boolean lowers(Ending ending) {
        return ending.lowerBelow() > 0;
    }

    private static String algorithm(Integrand integrand) {
        return integrand == Integrand.DATA ? "dpmsolver++" : "dpmsolver";
    }

    private static UniPc uniPc(NamedOptions o) {
        return new UniPc(
                o.flag("predict_x0", true) ? Integrand.DATA : Integrand.NOISE,
                o.whole("order", 2),
                o.choice("solver_type", ImmutableMap.of("bh1", UniPc.Variant.BH1, "bh2", UniPc.Variant.BH2), "bh2"),
                o.flag("lower_order_final", true),
                ImmutableSet.of());
    }

    private static ImmutableMap<String, Object> options(UniPc sampler) {
        return ImmutableMap.of(
                "predict_x0", sampler.integrand() == Integrand.DATA,
                "order", sampler.order(),
                "solver_type", word(sampler.variant()),
                "lower_order_final", sampler.lowersOrder());
    }

    private static DpmSolverMultistep multistep(NamedOptions o) {
        Ending usual = ending(o);
        return new DpmSolverMultistep(
                o.choice("algorithm", ALGORITHMS, "dpmsolver++"),
                o.whole("order", 2),
                o.choice("solver_type", SECOND_ORDER, "midpoint"),
                o.number("eta", 0),
                o.number("s_noise", 1),
                o.flag("euler_at_final", false) ? new Ending(usual.lowerBelow(), 1) : usual,
                Draws.EVERY_PREDICTION);
    }

    private static ImmutableMap<String, Object> options(DpmSolverMultistep sampler) {
        return ImmutableMap.<String, Object>builder()
                .put("algorithm", algorithm(sampler.integrand()))
                .put("order", sampler.order())
                .put("solver_type", word(sampler.secondOrder()))
                .put("eta", sampler.eta())
                .put("s_noise", sampler.noiseScale())
                .put("lower_order_final", lowers(sampler.ending()))
                .put("euler_at_final", sampler.ending().lastOrder() == 1)
                .buildOrThrow();
    }
}
