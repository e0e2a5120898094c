package io.iclight.sampling;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.samplers.Churn;
import io.iclight.samplers.Dpm2;
import io.iclight.samplers.Dpm2Ancestral;
import io.iclight.samplers.DpmAdaptive;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.Dpmpp2SAncestral;
import io.iclight.samplers.DpmppSde;
import io.iclight.samplers.Draws;
import io.iclight.samplers.Ending;
import io.iclight.samplers.Euler;
import io.iclight.samplers.EulerAncestral;
import io.iclight.samplers.Heun;
import io.iclight.samplers.Integrand;
import io.iclight.samplers.Lms;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.SecondOrder;
import io.iclight.samplers.StepSizeControl;
import java.util.Locale;

/** The samplers of k-diffusion, under the names and with the options that its functions have. */
final class KDiffusionSamplers {

    static final ImmutableMap<String, SecondOrder> SECOND_ORDER =
            ImmutableMap.of("midpoint", SecondOrder.MIDPOINT, "heun", SecondOrder.HEUN);

    static final ImmutableList<CatalogueEntry<? extends Sampler>> ENTRIES = ImmutableList.of(
            CatalogueEntry.ofSampler("euler", "Euler", Euler.class, o -> new Euler(churn(o)), s -> options(s.churn())),
            CatalogueEntry.ofSampler(
                    "euler_ancestral",
                    "Euler a",
                    EulerAncestral.class,
                    o -> new EulerAncestral(o.number("eta", 1), o.number("s_noise", 1), Draws.WHERE_ADDED),
                    s -> ancestral(s.eta(), s.noiseScale())),
            CatalogueEntry.ofSampler("heun", "Heun", Heun.class, o -> new Heun(churn(o)), s -> options(s.churn())),
            CatalogueEntry.ofSampler("dpm_2", "DPM2", Dpm2.class, o -> new Dpm2(churn(o)), s -> options(s.churn())),
            CatalogueEntry.ofSampler(
                    "dpm_2_ancestral",
                    "DPM2 a",
                    Dpm2Ancestral.class,
                    o -> new Dpm2Ancestral(o.number("eta", 1), o.number("s_noise", 1), Draws.WHERE_ADDED),
                    s -> ancestral(s.eta(), s.noiseScale())),
            CatalogueEntry.ofSampler(
                    "lms",
                    "LMS",
                    Lms.class,
                    o -> new Lms(o.whole("order", 4)),
                    s -> ImmutableMap.of("order", s.order())),
            CatalogueEntry.ofSampler(
                    "dpmpp_2s_ancestral",
                    "DPM++ 2S a",
                    Dpmpp2SAncestral.class,
                    o -> new Dpmpp2SAncestral(o.number("eta", 1), o.number("s_noise", 1)),
                    s -> ancestral(s.eta(), s.noiseScale())),
            CatalogueEntry.ofSampler(
                    "dpmpp_sde",
                    "DPM++ SDE",
                    DpmppSde.class,
                    o -> new DpmppSde(o.number("eta", 1), o.number("s_noise", 1), o.number("r", 0.5)),
                    s -> ImmutableMap.of("eta", s.eta(), "s_noise", s.noiseScale(), "r", s.r())),
            CatalogueEntry.ofSampler(
                    "dpmpp_2m",
                    "DPM++ 2M",
                    DpmSolverMultistep.class,
                    o -> DpmSolverMultistep.dpmpp2M(),
                    s -> ImmutableMap.of()),
            CatalogueEntry.ofSampler(
                    "dpmpp_2m_sde",
                    "DPM++ 2M SDE",
                    DpmSolverMultistep.class,
                    o -> multistepSde(2, o.choice("solver_type", SECOND_ORDER, "midpoint"), o),
                    s -> ImmutableMap.of(
                            "eta", s.eta(), "s_noise", s.noiseScale(), "solver_type", word(s.secondOrder()))),
            CatalogueEntry.ofSampler(
                    "dpmpp_3m_sde",
                    "DPM++ 3M SDE",
                    DpmSolverMultistep.class,
                    o -> multistepSde(3, SecondOrder.HEUN, o),
                    s -> ancestral(s.eta(), s.noiseScale())),
            CatalogueEntry.ofSampler(
                    "dpm_fast",
                    "DPM fast",
                    PlannedDpmFast.class,
                    o -> new PlannedDpmFast(o.number("eta", 0), o.number("s_noise", 1)),
                    s -> ancestral(s.eta(), s.noiseScale())),
            CatalogueEntry.ofSampler(
                    "dpm_adaptive",
                    "DPM adaptive",
                    DpmAdaptive.class,
                    KDiffusionSamplers::adaptive,
                    KDiffusionSamplers::options));

    private KDiffusionSamplers() {}

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Churn churn(NamedOptions o) {
        return new Churn(
                o.number("s_churn", 0),
                o.number("s_tmin", 0),
                o.number("s_tmax", Double.POSITIVE_INFINITY),
                o.number("s_noise", 1),
                Draws.WHERE_ADDED);
    }

    private static ImmutableMap<String, Object> options(Churn churn) {
        return ImmutableMap.of(
                "s_churn", churn.amount(),
                "s_tmin", churn.least(),
                "s_tmax", churn.most(),
                "s_noise", churn.noiseScale());
    }

    private static ImmutableMap<String, Object> ancestral(double eta, double noiseScale) {
        return ImmutableMap.of("eta", eta, "s_noise", noiseScale);
    }

    private static DpmSolverMultistep multistepSde(int order, SecondOrder secondOrder, NamedOptions o) {
        return new DpmSolverMultistep(
                Integrand.DATA,
                order,
                secondOrder,
                o.number("eta", 1),
                o.number("s_noise", 1),
                Ending.FULL_ORDER,
                Draws.WHERE_ADDED);
    }

    private static DpmAdaptive adaptive(NamedOptions o) {
        return new DpmAdaptive(
                o.whole("order", 3),
                o.number("rtol", 0.05),
                o.number("atol", 0.0078),
                o.number("h_init", 0.05),
                new StepSizeControl(
                        o.number("pcoeff", 0),
                        o.number("icoeff", 1),
                        o.number("dcoeff", 0),
                        o.number("accept_safety", 0.81)),
                o.number("eta", 0),
                o.number("s_noise", 1));
    }

    private static ImmutableMap<String, Object> options(DpmAdaptive sampler) {
        return ImmutableMap.<String, Object>builder()
                .put("order", sampler.order())
                .put("rtol", sampler.relativeTolerance())
                .put("atol", sampler.absoluteTolerance())
                .put("h_init", sampler.firstStep())
                .put("pcoeff", sampler.control().proportional())
                .put("icoeff", sampler.control().integral())
                .put("dcoeff", sampler.control().derivative())
                .put("accept_safety", sampler.control().acceptSafety())
                .put("eta", sampler.eta())
                .put("s_noise", sampler.noiseScale())
                .buildOrThrow();
    }
}
