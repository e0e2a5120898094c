package io.iclight.io.machine;

import io.iclight.io.tensor.Libtorch;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;

/**
 * How much memory this process has from the operating system: its resident set. That is libtorch's tensors, those pages
 * of mapped weights that were touched, the JVM's heap and code, and everything else in the process.
 *
 * <p>Linux counts it ({@code VmRSS} and {@code VmHWM} in {@code /proc/self/status}); elsewhere JavaCPP asks the system,
 * and the peak is the most that was ever seen by this class.
 */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private static final AtomicLong SEEN = new AtomicLong();

    private ProcessMemory() {}

    /**
     * Returns the resident set now.
     *
     * @return bytes
     */
    public static long currentBytes() {
        long current = ProcTable.read(STATUS).bytes("VmRSS").orElseGet(ProcessMemory::asJavaCppCounts);
        SEEN.accumulateAndGet(current, Math::max);
        return current;
    }

    /**
     * Returns the largest resident set since the process began; {@link MemoryWatch} has that of a single computation.
     *
     * @return bytes
     */
    public static long peakBytes() {
        // Linux counts in strides, so that its peak can be a little less than what was seen.
        long seen = Math.max(currentBytes(), SEEN.get());
        return Math.max(seen, ProcTable.read(STATUS).bytes("VmHWM").orElse(0));
    }

    /**
     * Gives back to the operating system what was freed and is still held: the C library keeps the memory of tensors in case
     * more of the kind are asked for. To be called where the kind changes. Without effect where the C library is not glibc.
     */
    public static void giveBack() {
        Libtorch.start();
        Pointer.trimMemory();
    }

    private static long asJavaCppCounts() {
        Libtorch.start();
        return Pointer.physicalBytes();
    }
}
