package io.iclight.sampling;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.schedule.AlignYourSteps;
import io.iclight.samplers.schedule.BetaDistribution;
import io.iclight.samplers.schedule.ComfyUiSchedules;
import io.iclight.samplers.schedule.Exponential;
import io.iclight.samplers.schedule.ForgeSchedules;
import io.iclight.samplers.schedule.KDiffusionSchedules;
import io.iclight.samplers.schedule.Karras;
import io.iclight.samplers.schedule.Polyexponential;
import io.iclight.samplers.schedule.SigmaSequence;
import io.iclight.samplers.schedule.SigmaSpacing;
import java.util.function.Function;

/**
 * Schedules by name: those of Forge and ComfyUI, diffusers' spacings of timesteps, and sigmas of one's own.
 *
 * <pre>{@code
 * LevelRule usual = Schedules.named("karras");
 * LevelRule steeper = Schedules.named("karras:rho=9");
 * LevelRule mine = Schedules.sigmas(14.6, 5, 1.5, 0.4, 0);
 * }</pre>
 */
public final class Schedules {

    private static final String RHO = "rho";
    private static final String ALPHA = "alpha";
    private static final String BETA = "beta";

    private static final ImmutableMap<String, ScheduleEntry> BY_NAME = Maps.uniqueIndex(
            ImmutableList.of(
                    sigmas("karras", "Karras", ImmutableMap.of(RHO, 7.0), o -> ending(new Karras(o.number(RHO, 7)))),
                    sigmas("exponential", "Exponential", o -> ending(new Exponential())),
                    sigmas(
                            "polyexponential",
                            "Polyexponential",
                            ImmutableMap.of(RHO, 1.0),
                            o -> ending(new Polyexponential(o.number(RHO, 1)))),
                    sigmas("simple", "Simple", o -> ForgeSchedules.simple()),
                    sigmas("normal", "Normal", o -> ForgeSchedules.normal()),
                    sigmas("uniform", "Uniform", o -> KDiffusionSchedules.normal()),
                    sigmas("sgm_uniform", "SGM Uniform", o -> ForgeSchedules.sgmUniform()),
                    sigmas("ddim_uniform", "DDIM Uniform", o -> ForgeSchedules.ddim()),
                    sigmas("beta", "Beta", betaDefaults(), o -> ending(beta(o))),
                    sigmas("beta_comfyui", "Beta of ComfyUI", betaDefaults(), o -> ComfyUiSchedules.beta(beta(o))),
                    sigmas("align_your_steps", "Align Your Steps", o -> ending(AlignYourSteps.Forge.SD)),
                    sigmas("align_your_steps_32", "Align Your Steps 32", o -> ending(AlignYourSteps.Forge.SD_32)),
                    sigmas("align_your_steps_gits", "Align Your Steps GITS", o -> ending(AlignYourSteps.Forge.SD_GITS)),
                    sigmas(
                            "align_your_steps_comfyui",
                            "Align Your Steps of ComfyUI",
                            o -> ComfyUiSchedules.alignYourSteps(AlignYourSteps.ComfyUi.SD, 1)),
                    sigmas("kl_optimal", "KL Optimal", o -> ForgeSchedules.klOptimal()),
                    sigmas("turbo", "Turbo", o -> ForgeSchedules.turbo()),
                    new ScheduleEntry(
                            "leading",
                            "Leading timesteps",
                            ImmutableMap.of(TimestepRule.OFFSET, TimestepRule.DEFAULT_OFFSET),
                            o -> new TimestepRule(
                                    TimestepRule.Kind.LEADING,
                                    o.whole(TimestepRule.OFFSET, TimestepRule.DEFAULT_OFFSET))),
                    timesteps(TimestepRule.Kind.LINSPACE, "Evenly spaced timesteps"),
                    timesteps(TimestepRule.Kind.TRAILING, "Trailing timesteps"),
                    new ScheduleEntry(
                            GivenSigmas.NAME,
                            "Sigmas of one's own",
                            ImmutableMap.of(GivenSigmas.VALUES, ImmutableList.of()),
                            o -> new GivenSigmas(o.numbers(GivenSigmas.VALUES)))),
            ScheduleEntry::name);

    /** Sigmas whose seventh roots are evenly spaced (Karras et al., 2022): what IC-Light's demo uses. */
    public static final LevelRule KARRAS = named("karras");

    /** Sigmas whose logarithms are evenly spaced. */
    public static final LevelRule EXPONENTIAL = named("exponential");

    /** Training timesteps by even strides from the noisy end; ComfyUI's and Forge's {@code simple}. */
    public static final LevelRule SIMPLE = named("simple");

    /** Evenly spaced timesteps. */
    public static final LevelRule NORMAL = named("normal");

    /** Evenly spaced timesteps, one more than asked for, of which the last is left out. */
    public static final LevelRule SGM_UNIFORM = named("sgm_uniform");

    /** Training timesteps by whole strides from the clean end, as DDIM takes them. */
    public static final LevelRule DDIM_UNIFORM = named("ddim_uniform");

    /** Sigmas by the quantiles of a beta distribution. */
    public static final LevelRule BETA_DISTRIBUTED = named("beta");

    /** Levels that were optimised for Stable Diffusion 1.5. */
    public static final LevelRule ALIGN_YOUR_STEPS = named("align_your_steps");

    private Schedules() {}

    /**
     * Takes sigmas of one's own. The run has one step less than there are sigmas, whatever number of steps is asked for;
     * a pass that starts from a picture begins within the list.
     *
     * @param sigmas noise-to-signal ratios, falling, 2 or more, the last one mostly 0
     * @return the rule
     * @throws SamplingException if they do not fall, or one is below 0
     */
    public static LevelRule sigmas(double... sigmas) {
        return new GivenSigmas(ImmutableDoubleArray.copyOf(sigmas));
    }

    /**
     * Makes Karras sigmas of another root.
     *
     * @param rho above 0, usually 7; more puts more steps at the clean end
     * @return the rule
     * @throws SamplingException if it is not above 0
     */
    public static LevelRule karras(double rho) {
        return of(new NamedOptions("karras", ImmutableMap.of(RHO, rho)));
    }

    /**
     * Lists the catalogue.
     *
     * @return titles for people, such as {@code SGM Uniform}, by name
     */
    public static ImmutableMap<String, String> titles() {
        return ImmutableMap.copyOf(Maps.transformValues(BY_NAME, ScheduleEntry::title));
    }

    /**
     * Lists a schedule's options.
     *
     * @param name of a schedule
     * @return their defaults by name
     * @throws SamplingException if there is none of that name
     */
    public static ImmutableMap<String, Object> options(String name) {
        return entry(name).defaults();
    }

    /**
     * Makes a schedule.
     *
     * @param text a name, or a name with options: {@code karras:rho=5}, {@code sigmas:values=14.6/5/1/0}
     * @return the rule
     * @throws SamplingException if there is none of that name, or it has no such option
     */
    public static LevelRule named(String text) {
        return of(NamedOptions.parse(text));
    }

    /**
     * Makes a schedule.
     *
     * @param options its name and options
     * @return the rule
     * @throws SamplingException if there is none of that name, or it has no such option
     */
    public static LevelRule of(NamedOptions options) {
        return entry(options.name()).read(options);
    }

    private static ScheduleEntry entry(String name) {
        ScheduleEntry entry = BY_NAME.get(name);
        if (entry == null) {
            throw new SamplingException(
                    "no schedule is called " + name + "; there are " + String.join(", ", BY_NAME.keySet()));
        }
        return entry;
    }

    private static ScheduleEntry sigmas(String name, String title, Function<NamedOptions, SigmaSequence> sequence) {
        return sigmas(name, title, ImmutableMap.of(), sequence);
    }

    private static ScheduleEntry sigmas(
            String name,
            String title,
            ImmutableMap<String, Object> defaults,
            Function<NamedOptions, SigmaSequence> sequence) {
        return new ScheduleEntry(name, title, defaults, options -> new SigmaRule(options, sequence.apply(options)));
    }

    private static ScheduleEntry timesteps(TimestepRule.Kind kind, String title) {
        return new ScheduleEntry(
                kind.label(), title, ImmutableMap.of(), o -> new TimestepRule(kind, TimestepRule.DEFAULT_OFFSET));
    }

    private static SigmaSequence ending(SigmaSpacing spacing) {
        return SigmaSequence.endingAtZero(spacing);
    }

    private static ImmutableMap<String, Object> betaDefaults() {
        return ImmutableMap.of(ALPHA, 0.6, BETA, 0.6);
    }

    private static BetaDistribution beta(NamedOptions options) {
        return new BetaDistribution(options.number(ALPHA, 0.6), options.number(BETA, 0.6));
    }
}
