package io.iclight.cli;

import io.iclight.io.machine.ComputeDevices;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.UnknownDeviceException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a device. */
final class DeviceName implements ITypeConverter<Device> {

    @Override
    public Device convert(String name) {
        try {
            return ComputeDevices.named(name);
        } catch (UnknownDeviceException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
