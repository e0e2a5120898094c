package io.iclight.io.machine;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.Libtorch;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;

/**
 * Whether CUDA can be used, or why not.
 *
 * @param natives whether the CUDA build of libtorch is what runs, or would run
 * @param driver NVIDIA's driver, where there is one
 * @param cards how many libtorch says that it can compute on
 */
record CudaSupport(boolean natives, Optional<NvidiaDriver> driver, int cards) {

    /** The first series that runs programs of CUDA 13, according to NVIDIA's release notes of CUDA 13.0. */
    private static final int OLDEST_DRIVER = 580;

    private static final String GPU_NATIVES =
            "add org.bytedeco:pytorch-platform-gpu to the class path, or build with -Pgpu";

    /** Looks at this machine, where libtorch runs. */
    static CudaSupport ofThisMachine() {
        Libtorch.start();
        int cards = torch.cuda_is_available() ? torch.cuda_device_count() : 0;
        return new CudaSupport(Libtorch.isCudaBuild(), NvidiaDriver.ofThisMachine(), cards);
    }

    /** Looks at this machine, where libtorch does not start. */
    static CudaSupport withoutLibtorch() {
        return new CudaSupport(Libtorch.isCudaBuild(), NvidiaDriver.ofThisMachine(), 0);
    }

    /** Throws an exception with the doctor's words if a card cannot be used. */
    void require(Device card) {
        if (cards == 0) {
            MachineFact why = fact();
            throw new DeviceUnavailableException(card + " is " + why.value()
                    + why.advice().map(advice -> "; " + advice).orElse("") + "; the device cpu is always there");
        }
        if (card.index() >= cards) {
            throw new DeviceUnavailableException(card + " is not there: libtorch finds " + cards
                    + (cards == 1 ? " card, cuda:0" : " cards, cuda:0 to cuda:" + (cards - 1)));
        }
    }

    MachineFact fact() {
        String card = driver.map(found -> "driver " + found.version()).orElse("no NVIDIA driver");
        if (cards > 0) {
            return MachineFact.of("cuda", "ready, " + card + ", " + cards + (cards == 1 ? " card" : " cards"));
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
