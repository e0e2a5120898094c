package io.iclight.request;

import com.google.common.collect.ImmutableList;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.samplers.guidance.Guidance;

/**
 * How the UNet computes.
 *
 * @param speed what is given up to be faster
 * @param patches change what it computes, in this order, after those of the speed
 */
public record NetworkSettings(Speed speed, ImmutableList<UNetPatch> patches) {

    /** All of it, unchanged. */
    public static final NetworkSettings DEFAULT = new NetworkSettings(Speed.EXACT, ImmutableList.of());

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing
     */
    public NetworkSettings {
        Requirement.given("speed", speed);
        Requirement.given("patches", patches);
    }

    NetworkSettings with(Speed other) {
        return new NetworkSettings(other, patches);
    }

    NetworkSettings with(UNetPatch patch) {
        Requirement.given("patch", patch);
        return new NetworkSettings(
                speed,
                ImmutableList.<UNetPatch>builder().addAll(patches).add(patch).build());
    }

    NetworkSettings withoutPatches() {
        return new NetworkSettings(speed, ImmutableList.of());
    }

    /**
     * Lists every patch that acts: those of the speed, and the request's own.
     *
     * @return in order
     */
    public ImmutableList<UNetPatch> allPatches() {
        return ImmutableList.<UNetPatch>builder()
                .addAll(speed.patches())
                .addAll(patches)
                .build();
    }

    /**
     * Changes a request's guidance as the speed asks for.
     *
     * @param settings of the request
     * @return those that are run
     */
    public GuidanceSettings guidance(GuidanceSettings settings) {
        Guidance rule = speed.guidance(settings.rule());
        return rule == settings.rule() ? settings : new GuidanceSettings(rule);
    }
}
