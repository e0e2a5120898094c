package io.iclight;

import io.iclight.progress.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread of a relighter that relights one photo after the other, so that memory does not grow with their number. It is
 * there while there is work.
 */
final class RelightThread {

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            RelightThread::thread,
            RelightThread::late);

    RelightThread() {
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "iclight-relighter");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs on the calling thread what was asked for after closing: a closed relighter refuses it at once, in its own words. */
    private static void late(Runnable work, ThreadPoolExecutor closed) {
        work.run();
    }

    Executor executor() {
        return thread;
    }

    /** Lets what waits fail one after the other, by itself, and what comes later at once. The relighter is closed by then. */
    void close() {
        thread.shutdown();
    }

    /**
     * Hands work to an executor.
     *
     * @param executor runs it
     * @param cancellation pulled when the future is cancelled, times out or fails otherwise
     * @param work is not begun if the future is done by then
     */
    static <T> CompletableFuture<T> start(Executor executor, Cancellation cancellation, Supplier<T> work) {
        CompletableFuture<T> future = stopping(cancellation);
        try {
            executor.execute(() -> complete(future, work));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /** A future that pulls a switch when it is cancelled, times out or fails otherwise. */
    static <T> CompletableFuture<T> stopping(Cancellation cancellation) {
        CompletableFuture<T> future = new CompletableFuture<>();
        future.whenComplete((result, failure) -> {
            if (failure != null) {
                cancellation.cancel();
            }
        });
        return future;
    }

    private static <T> void complete(CompletableFuture<T> future, Supplier<T> work) {
        if (future.isDone()) {
            return;
        }
        try {
            future.complete(work.get());
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }
}
