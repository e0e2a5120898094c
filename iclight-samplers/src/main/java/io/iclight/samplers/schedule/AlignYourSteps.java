package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Levels that were optimised for a model (Sabour et al., 2024, Align Your Steps, and variants of the same kind), as the
 * hosts list them. They differ in digits and in where they end.
 */
public final class AlignYourSteps {

    private AlignYourSteps() {}

    /** Tables as diffusers lists them, those of sigmas ending with 0. */
    public static final class Diffusers {

        /** Timesteps for SD1.5, 10 steps. */
        public static final ImmutableDoubleArray SD_TIMESTEPS =
                ImmutableDoubleArray.of(999, 850, 736, 645, 545, 455, 343, 233, 124, 24);

        /** Sigmas for SD1.5, 10 steps. */
        public static final ImmutableDoubleArray SD_SIGMAS =
                ImmutableDoubleArray.of(14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0);

        private Diffusers() {}
    }

    /** Tables as Forge lists them, without the final 0. */
    public static final class Forge {

        /** For SD1.5, 11 sigmas; Forge calls it both AYS and AYS 11. */
        public static final SigmaTable SD =
                SigmaTable.of(14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029);

        /** For SD1.5, 32 sigmas. */
        public static final SigmaTable SD_32 = SigmaTable.of(
                14.615,
                11.23951352,
                8.64363081,
                6.64729424,
                5.57250862,
                4.71648546,
                3.99196065,
                3.5195609,
                3.13490466,
                2.79228788,
                2.48773628,
                2.21663865,
                1.97508351,
                1.7793172,
                1.61475335,
                1.46540953,
                1.314849,
                1.16642497,
                1.03475547,
                0.91573744,
                0.80748169,
                0.71202361,
                0.621739,
                0.53065202,
                0.4529096,
                0.37491455,
                0.27461819,
                0.2011529,
                0.14105873,
                0.06682881,
                0.03166121,
                0.015);

        /** For SD1.5, 11 sigmas by geometry-inspired time scheduling. */
        public static final SigmaTable SD_GITS =
                SigmaTable.of(14.615, 4.617, 2.507, 1.236, 0.702, 0.402, 0.240, 0.156, 0.104, 0.094, 0.029);

        private Forge() {}
    }

    /** The table as ComfyUI lists it. Its last sigma becomes 0. */
    public static final class ComfyUi {

        /** For SD1.5, 11 sigmas. */
        public static final SigmaTable SD = SigmaTable.of(
                14.6146412293,
                6.4745760956,
                3.8636745985,
                2.6946151520,
                1.8841921177,
                1.3943805092,
                0.9642583904,
                0.6523686016,
                0.3977456272,
                0.1515232662,
                0.0291671582);

        private ComfyUi() {}
    }
}
