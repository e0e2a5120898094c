package io.iclight.sampling;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.samplers.DpmAdaptive;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Sampler;
import java.util.Optional;

/**
 * Samplers by name.
 *
 * <pre>{@code
 * Sampler plain = Samplers.named("dpmpp_2m");
 * Sampler noisier = Samplers.named("dpmpp_2m_sde:eta=1.2,solver_type=heun");
 * }</pre>
 */
public final class Samplers {

    private static final ImmutableMap<String, CatalogueEntry<? extends Sampler>> BY_NAME = Maps.uniqueIndex(
            ImmutableList.<CatalogueEntry<? extends Sampler>>builder()
                    .addAll(KDiffusionSamplers.ENTRIES)
                    .addAll(DiffusersSamplers.ENTRIES)
                    .build(),
            CatalogueEntry::name);

    private Samplers() {}

    /**
     * Lists the catalogue.
     *
     * @return titles for people, such as {@code DPM++ 2M}, by name
     */
    public static ImmutableMap<String, String> titles() {
        return ImmutableMap.copyOf(Maps.transformValues(BY_NAME, CatalogueEntry::title));
    }

    /**
     * Lists a sampler's options.
     *
     * @param name of a sampler
     * @return their defaults by name
     * @throws SamplingException if there is none of that name
     */
    public static ImmutableMap<String, Object> options(String name) {
        return entry(name).defaults();
    }

    /**
     * Makes a sampler.
     *
     * @param text a name, or a name with options: {@code dpmpp_2m_sde:eta=0.5}
     * @return the sampler
     * @throws SamplingException if there is none of that name, or it has no such option
     */
    public static Sampler named(String text) {
        return of(NamedOptions.parse(text));
    }

    /**
     * Makes a sampler.
     *
     * @param options its name and options
     * @return the sampler
     * @throws SamplingException if there is none of that name, or it has no such option
     */
    public static Sampler of(NamedOptions options) {
        return entry(options.name()).read(options);
    }

    /**
     * Tells a sampler's name and options.
     *
     * @param sampler any
     * @return what makes an equal one, or empty if it is not of the catalogue
     */
    public static Optional<NamedOptions> optionsOf(Sampler sampler) {
        Sampler usual = sampler instanceof PlannedPndm pndm ? PlannedPndm.of(pndm.warmUp()) : sampler;
        return BY_NAME.values().stream()
                .flatMap(entry -> entry.write(usual).stream())
                .findFirst();
    }

    /**
     * Tells a sampler how many timesteps the network was trained on, where it needs to know.
     *
     * @param sampler any
     * @param trained the network's noise levels
     * @return the sampler, fitting the network
     */
    public static Sampler trainedOn(Sampler sampler, TrainedNoise trained) {
        return sampler instanceof PlannedPndm pndm ? pndm.trainedOn(trained.timesteps()) : sampler;
    }

    /**
     * Tells a sampler what the network predicts, where it needs to know.
     *
     * @param sampler any
     * @param prediction what the network predicts
     * @return the sampler, fitting the network
     * @throws SamplingException if it cannot work with such predictions
     */
    public static Sampler predicting(Sampler sampler, Prediction prediction) {
        return sampler instanceof PlannedPndm pndm ? pndm.predicting(prediction) : sampler;
    }

    /**
     * Counts how often a sampler calls the network in a step.
     *
     * @param sampler any
     * @return 2 for the samplers of second order that A1111 counts as such, else 1
     */
    public static int callsPerStep(Sampler sampler) {
        return Demands.callsPerStep(sampler);
    }

    /**
     * Says whether the steps that a run from a picture skips count for a sampler, by which a multistep method knows its order, or
     * noise is shared out.
     *
     * @param sampler any
     * @return false for k-diffusion's samplers, which are given the other levels alone
     */
    public static boolean countsSkipped(Sampler sampler) {
        return Demands.countsSkipped(sampler);
    }

    /**
     * Says whether each picture of a batch becomes what it would become alone, if it draws noise of its own.
     *
     * @param sampler any
     * @return false for one whose steps depend on all pictures' errors, and for those that are not of the catalogue
     */
    public static boolean treatsEachAlone(Sampler sampler) {
        return optionsOf(sampler).isPresent() && !(sampler instanceof DpmAdaptive);
    }

    private static CatalogueEntry<? extends Sampler> entry(String name) {
        CatalogueEntry<? extends Sampler> entry = BY_NAME.get(name);
        if (entry == null) {
            throw new SamplingException(
                    "no sampler is called " + name + "; there are " + String.join(", ", BY_NAME.keySet()));
        }
        return entry;
    }
}
