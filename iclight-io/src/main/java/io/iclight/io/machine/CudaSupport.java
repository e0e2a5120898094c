package io.iclight.io.machine;

import java.util.Optional;

/**
 * Whether CUDA can be used, or why not.
 *
 * @param natives whether the CUDA build of libtorch is what runs, or would run
 * @param driver NVIDIA's driver, where there is one
 * @param usable whether libtorch says that it can compute there
 */
record CudaSupport(boolean natives, Optional<NvidiaDriver> driver, boolean usable) {

    /** The first series that runs programs of CUDA 13, according to NVIDIA's release notes of CUDA 13.0. */
    private static final int OLDEST_DRIVER = 580;

    private static final String GPU_NATIVES =
            "add org.bytedeco:pytorch-platform-gpu to the class path, or build with -Pgpu";

    MachineFact fact() {
        String card = driver.map(found -> "driver " + found.version()).orElse("no NVIDIA driver");
        if (usable) {
            return MachineFact.of("cuda", "ready, " + card);
        }
        if (driver.isEmpty()) {
            String value = "not used: " + card;
            return natives
                    ? MachineFact.of(
                            "cuda",
                            value,
                            "install NVIDIA's driver " + OLDEST_DRIVER
                                    + " or newer, or leave the CUDA build off the class path, which is smaller")
                    : MachineFact.of("cuda", value + ", and not the CUDA build of libtorch");
        }
        if (driver.get().major() < OLDEST_DRIVER) {
            return MachineFact.of(
                    "cuda",
                    "not used: " + card + " is too old for CUDA 13",
                    "install NVIDIA's driver " + OLDEST_DRIVER + " or newer" + (natives ? "" : ", and " + GPU_NATIVES));
        }
        return natives
                ? MachineFact.of(
                        "cuda",
                        "not used: " + card + " is there, but libtorch finds no card that it can use",
                        "see that nvidia-smi lists the card, and that CUDA_VISIBLE_DEVICES does not hide it")
                : MachineFact.of("cuda", "not used: " + card + " is there, the CUDA build is not", GPU_NATIVES);
    }
}
