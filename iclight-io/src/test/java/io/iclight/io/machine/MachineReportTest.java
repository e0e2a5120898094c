package io.iclight.io.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.Libtorch;
import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineReportTest {

    @Test
    void everyFactIsSaidOnce() {
        MachineReport report = MachineReport.take();
        assertThat(report.runs()).isTrue();
        assertThat(report.facts())
                .extracting(MachineFact::name)
                .containsExactly("system", "java", "processor", "libtorch", "cuda", "memory", "heap", "process");
        assertThat(report.facts()).extracting(MachineFact::value).noneMatch(String::isBlank);
    }

    /** Whether it is loaded is decided when libtorch starts, and this module does not have it. */
    @Test
    void mklThatIsAskedForAndNotLoadedIsMissed() {
        Libtorch.start();
        System.setProperty("org.bytedeco.openblas.load", "mkl");
        try {
            assertThat(MachineReport.take().facts()).anySatisfy(fact -> {
                assertThat(fact.name()).isEqualTo("libtorch");
                assertThat(fact.value()).contains("OpenBLAS").doesNotContain("MKL");
                assertThat(fact.advice())
                        .hasValueSatisfying(advice -> assertThat(advice).contains("org.bytedeco:mkl"));
            });
        } finally {
            System.clearProperty("org.bytedeco.openblas.load");
        }
    }

    @Test
    void theProcessorIsReadFromLinux() {
        Processor x86 = Processor.of(
                ProcTable.parse("processor\t: 0\nmodel name\t: A CPU @ 2GHz\nflags\t\t: fpu avx2 avx512f amx_bf16\n\n"
                        + "processor\t: 1\nmodel name\t: another\n"));
        assertThat(x86.model()).isEqualTo("A CPU @ 2GHz");
        assertThat(x86.instructions()).containsExactly("avx2", "avx512f", "amx_bf16");
        Processor arm = Processor.of(ProcTable.parse("processor\t: 0\nFeatures\t: fp asimd bf16 sve\n"));
        assertThat(arm.instructions()).containsExactly("asimd", "bf16", "sve");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19 18:56:32 UTC 2023|535.129.03",
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build|580.65.06",
                "581.29|581.29"
            })
    void theDriverIsReadFromKernelOrTool(String text, String version) {
        assertThat(NvidiaDriver.parse(text)).contains(new NvidiaDriver(version));
        assertThat(NvidiaDriver.parse("No devices were found")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | 580.65.06  | 2 | ready, driver 580.65.06, 2 cards | ",
                "false |            | 0 | no NVIDIA driver, and not the CUDA build | ",
                "true  |            | 0 | no NVIDIA driver | install NVIDIA's driver 580 or newer, or leave",
                "true  | 535.129.03 | 0 | is too old for CUDA 13 | install NVIDIA's driver 580 or newer",
                "false | 535.129.03 | 0 | is too old for CUDA 13 | or newer, and add org.bytedeco:pytorch-platform-gpu",
                "false | 580.65.06  | 0 | the CUDA build is not | add org.bytedeco:pytorch-platform-gpu",
                "true  | 580.65.06  | 0 | libtorch finds no card | CUDA_VISIBLE_DEVICES"
            })
    void whatKeepsCudaFromWorkingIsSaidWithTheRemedy(
            boolean natives, String driver, int cards, String value, String advice) {
        MachineFact fact = new CudaSupport(natives, Optional.ofNullable(driver).map(NvidiaDriver::new), cards).fact();
        assertThat(fact.value()).contains(value);
        if (advice == null) {
            assertThat(fact.advice()).isEmpty();
        } else {
            assertThat(fact.advice()).get().asString().contains(advice);
        }
    }

    @Test
    void whoAsksForACardThatCannotBeUsedIsToldWhatTheDoctorWouldSay() {
        CudaSupport none = new CudaSupport(false, Optional.of(new NvidiaDriver("580.65.06")), 0);
        assertThatThrownBy(() -> none.require(Device.cuda(0)))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessage("cuda:0 is not used: driver 580.65.06 is there, the CUDA build is not;"
                        + " add org.bytedeco:pytorch-platform-gpu to the class path, or build with -Pgpu;"
                        + " the device cpu is always there");
        CudaSupport two = new CudaSupport(true, Optional.of(new NvidiaDriver("580.65.06")), 2);
        two.require(Device.cuda(1));
        assertThatThrownBy(() -> two.require(Device.cuda(2)))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessage("cuda:2 is not there: libtorch finds 2 cards, cuda:0 to cuda:1");
    }

    @Test
    void theBestDeviceIsThere() {
        ComputeDevices.require(ComputeDevices.named("auto"));
        assertThatThrownBy(() -> ComputeDevices.require(Device.cuda(99)))
                .isInstanceOf(DeviceUnavailableException.class);
    }

    @Test
    void aWatchSeesTheMemoryThatWasTakenAndGivenBack() {
        long taken = 256L << 20;
        try (TensorScope outer = TensorScope.open();
                MemoryWatch watch = MemoryWatch.start()) {
            long before = watch.peakBytes();
            try (TensorScope scope = TensorScope.open()) {
                torch.ones(taken / 4).sum();
                watch.peakBytes();
            }
            watch.close();
            assertThat(watch.peakBytes() - before).isBetween(taken * 9 / 10, taken * 3);
            assertThat(ProcessMemory.peakBytes()).isGreaterThanOrEqualTo(watch.peakBytes());
        }
    }

    @Test
    void tablesOfOtherSystemsAreEmpty() {
        ProcTable table = ProcTable.parse("VmRSS:\t  2048 kB\nVmHWM: many kB\n");
        assertThat(table.bytes("VmRSS")).hasValue(2048 * 1024);
        assertThat(table.bytes("VmHWM")).isEmpty();
        assertThat(ProcTable.read(java.nio.file.Path.of("/no/such/file")).values())
                .isEmpty();
    }
}
