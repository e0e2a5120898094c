package io.iclight.io.tensor;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Two threads on which operators do not spread over others. Computations that do not depend on each other run there side by
 * side, and wait for each other once, at their ends; the two threads of an operator wait for each other every time.
 */
public final class Lanes {

    private static final int COUNT = 2;

    private static final String NAME = "iclight-lane-";

    private Lanes() {}

    /**
     * Says whether lanes are worth taking: where operators spread over two threads. With more of them a lane would have
     * several, and both lanes would read all weights; what that costs was not measured.
     *
     * @return whether this thread's computations should
     */
    public static boolean fit() {
        return Libtorch.threads() == COUNT;
    }

    /**
     * Begins the two where they fit. Libtorch's start does it, which every computation waits for: while they begin, a thread
     * that computes for the first time would get their number of threads, and keep it.
     */
    static void begin() {
        if (torch.get_num_threads() == COUNT) {
            Threads.begin();
        }
    }

    /**
     * Says whether a thread is one of the two.
     *
     * @param threadName its name
     * @return whether it is a lane's
     */
    public static boolean isLane(String threadName) {
        return threadName.startsWith(NAME);
    }

    /**
     * Computes side by side, two at once. What several threads ask for takes turns.
     *
     * @param computations run in no scope, on one lane and the other in turns
     * @return what each made, in the same order, belonging to the caller, who closes it: the lanes' tensors belong to no scope
     * @throws RuntimeException what a computation threw, once all have ended
     */
    public static ImmutableList<Tensor> compute(List<? extends Supplier<Tensor>> computations) {
        Libtorch.start();
        List<Future<Tensor>> begun = new ArrayList<>();
        for (Supplier<Tensor> computation : computations) {
            ExecutorService lane = begun.size() % COUNT == 0 ? Threads.FIRST : Threads.SECOND;
            begun.add(lane.submit(computation::get));
        }
        return results(begun);
    }

    private static ImmutableList<Tensor> results(List<Future<Tensor>> computations) {
        List<Tensor> made = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<Tensor> computation : computations) {
            try {
                made.add(Uninterruptibles.getUninterruptibly(computation));
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        if (failures.isEmpty()) {
            return ImmutableList.copyOf(made);
        }
        made.forEach(Tensor::close);
        Throwables.throwIfUnchecked(failures.get(0));
        throw new IllegalStateException(failures.get(0));
    }

    /** Not a method of the class below, whose initialiser waits for it. */
    private static void spreadOverNone() {
        // libtorch gives a thread its number when it first asks, in place of any that was set before.
        torch.get_num_threads();
        torch.set_num_threads(1);
    }

    /** They are the process's, as libtorch's own are. */
    private static final class Threads {

        static final ExecutorService FIRST = start(NAME + 1);
        static final ExecutorService SECOND = start(NAME + 2);

        private Threads() {}

        /** Does nothing but what comes before: they begin as this class is initialised. */
        static void begin() {}

        private static ExecutorService start(String name) {
            ExecutorService lane = Executors.newSingleThreadExecutor(new ThreadFactoryBuilder()
                    .setDaemon(true)
                    .setNameFormat(name)
                    .build());
            int threads = torch.get_num_threads();
            Futures.getUnchecked(lane.submit(Lanes::spreadOverNone));
            // It is what threads that begin later get, too.
            torch.set_num_threads(threads);
            return lane;
        }
    }
}
