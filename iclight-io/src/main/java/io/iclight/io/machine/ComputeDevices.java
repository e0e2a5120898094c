package io.iclight.io.machine;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.Libtorch;

/** The devices of this machine that libtorch can compute on. */
public final class ComputeDevices {

    private static final String AUTO = "auto";

    private ComputeDevices() {}

    /**
     * Reads the name of a device to compute on.
     *
     * @param name as {@link Device#named} reads it, or {@code auto} for {@link #best}
     * @return the device; {@link #require} tells whether it is there
     * @throws io.iclight.io.tensor.UnknownDeviceException if it is none of these
     */
    public static Device named(String name) {
        return name.equals(AUTO) ? best() : Device.named(name);
    }

    /**
     * Chooses the device that is most likely the fastest.
     *
     * @return the first card where libtorch can use one, else the processor
     * @throws io.iclight.io.tensor.NativeStartException if libtorch does not start
     */
    public static Device best() {
        return CudaSupport.ofThisMachine().cards() > 0 ? Device.cuda(0) : Device.CPU;
    }

    /**
     * Checks that libtorch can compute on a device here.
     *
     * @param device any
     * @throws DeviceUnavailableException if it cannot; the message says why, and what to do
     * @throws io.iclight.io.tensor.NativeStartException if libtorch does not start
     */
    public static void require(Device device) {
        if (device.kind() == Device.Kind.CUDA) {
            Libtorch.start();
            CudaSupport.ofThisMachine().require(device);
        }
    }
}
