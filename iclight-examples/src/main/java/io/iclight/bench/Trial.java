package io.iclight.bench;

import com.sun.management.OperatingSystemMXBean;
import io.iclight.models.layers.FlopCounter;
import java.lang.management.ManagementFactory;

/**
 * One run of something that is timed.
 *
 * @param seconds that passed
 * @param cpuSeconds that all threads of this process computed in that time, together
 * @param flops floating-point operations, as the graph counts them
 */
public record Trial(double seconds, double cpuSeconds, long flops) {

    static Trial of(Runnable computation) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (FlopCounter counter = FlopCounter.open()) {
            long cpuBegin = system.getProcessCpuTime();
            long begin = System.nanoTime();
            computation.run();
            long end = System.nanoTime();
            return new Trial((end - begin) / 1e9, (system.getProcessCpuTime() - cpuBegin) / 1e9, counter.total());
        }
    }
}
