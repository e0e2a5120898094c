package io.iclight.samplers;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** One of each sampler, with the kind of schedule that it needs. */
record AllSamplers(Sampler sampler, Ground ground) {

    /** Which schedules a sampler walks. */
    enum Ground {
        /** Any; these end without noise. */
        CLEAN,
        /** Any that ends with some noise. */
        NOISY,
        /** Preserved variance. */
        PRESERVING,
        /** Whole timesteps and preserved variance. */
        STRIDED,
        /** The same, the second one twice. */
        REPEATING
    }

    static final int STEPS = 8;

    private static final NoiseLevel CLEAN = new NoiseLevel(1, 0, 0);

    Schedule schedule() {
        return switch (ground) {
            case CLEAN -> Toy.exploding(STEPS, 0);
            case NOISY -> Toy.exploding(STEPS, Toy.LEAST);
            case PRESERVING -> Toy.preserving(STEPS, 0);
            case STRIDED -> Toy.strided(STEPS, CLEAN);
            case REPEATING -> repeatingSecond(Toy.strided(STEPS, CLEAN));
        };
    }

    private static Schedule repeatingSecond(Schedule schedule) {
        return new Schedule(
                ImmutableList.<NoiseLevel>builder()
                        .addAll(schedule.levels().subList(0, 2))
                        .addAll(schedule.levels().subList(1, schedule.steps() + 1))
                        .build(),
                schedule.curve());
    }

    Tensor run(Denoiser denoiser, Tensor start, StepListener listener) {
        return sampler.sample(denoiser, start, schedule(), Toy.noise(5), listener);
    }

    @Override
    public String toString() {
        return sampler.toString();
    }

    static Stream<AllSamplers> all() {
        return Stream.of(scaleFree(), bound().toList()).flatMap(ImmutableList::stream);
    }

    private static Builder bound() {
        return new Builder()
                .add(Ground.PRESERVING, new Ddim(0), new Ddim(1), new Ddpm(Ddpm.Variance.FIXED_SMALL))
                .add(Ground.NOISY, new DpmAdaptive(2), new DpmAdaptive(3))
                .add(Ground.STRIDED, new Lcm(), new Tcd(0.3))
                .add(Ground.REPEATING, new Pndm(Pndm.WarmUp.EULER, Prediction.EPSILON, Toy.TRAINED / STEPS));
    }

    /** Samplers that do the same whatever the scale of the latents. */
    static ImmutableList<AllSamplers> scaleFree() {
        Churn churn = new Churn(3, 2 * Toy.LEAST, Toy.MOST, 1, Draws.EVERY_PREDICTION);
        Builder samplers = new Builder();
        samplers.add(Ground.CLEAN, new Euler(), new Euler(churn), new EulerLateChurn(churn, Prediction.EPSILON));
        samplers.add(Ground.CLEAN, new Heun(churn), new Dpm2(churn), new Lms());
        for (Draws draws : Draws.values()) {
            samplers.add(Ground.CLEAN, new EulerAncestral(draws), new Dpm2Ancestral(0.7, 1, draws));
        }
        samplers.add(Ground.CLEAN, new Dpmpp2SAncestral(), new DpmppSde());
        samplers.add(Ground.CLEAN, DpmSolverMultistep.dpmpp2M(), DpmSolverMultistep.dpmpp2MSde());
        samplers.add(Ground.CLEAN, DpmSolverMultistep.dpmpp3MSde());
        for (SecondOrder rule : SecondOrder.values()) {
            samplers.add(
                    Ground.NOISY,
                    new DpmSolverMultistep(Integrand.NOISE, 3, rule, 0, 1, Ending.FULL_ORDER, Draws.EVERY_PREDICTION),
                    new DpmSolverSinglestep(Integrand.NOISE, 2, rule, false));
            samplers.add(Ground.CLEAN, new DpmSolverSinglestep(Integrand.DATA, 2, rule, true));
            // A block of third order, cut short after its second step.
            samplers.add(Ground.CLEAN, new DpmSolverSinglestep(Integrand.DATA, 3, rule, true));
        }
        for (Integrand integrand : Integrand.values()) {
            for (UniPc.Variant variant : UniPc.Variant.values()) {
                samplers.add(Ground.NOISY, new UniPc(integrand, 3, variant, true, ImmutableSet.of(2)));
            }
        }
        samplers.add(Ground.CLEAN, new UniPc(3));
        samplers.add(Ground.NOISY, new Deis(3), new DpmFast(9, 0.5, 1));
        return samplers.toList();
    }

    private static final class Builder {

        private final ImmutableList.Builder<AllSamplers> samplers = ImmutableList.builder();

        Builder add(Ground ground, Sampler... added) {
            for (Sampler sampler : added) {
                samplers.add(new AllSamplers(sampler, ground));
            }
            return this;
        }

        ImmutableList<AllSamplers> toList() {
            return samplers.build();
        }
    }
}
