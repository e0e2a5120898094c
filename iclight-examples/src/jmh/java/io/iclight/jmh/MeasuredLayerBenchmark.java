package io.iclight.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Times a layer. Libtorch spreads each call over the cores by itself, so that one thread of JMH is enough. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class MeasuredLayerBenchmark {

    private MeasuredLayer layer;

    abstract MeasuredLayer load();

    /** Loads the layer. */
    @Setup(Level.Trial)
    public void open() {
        layer = load();
    }

    /** Computes it once. */
    @Benchmark
    public void forward() {
        layer.forward();
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        layer.close();
    }
}
