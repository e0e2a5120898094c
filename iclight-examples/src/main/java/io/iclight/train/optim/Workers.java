package io.iclight.train.optim;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import io.iclight.io.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Who computes a step, a thread each. Every operator then runs on one thread: where others need the machine too, threads that
 * meet once a step lose less time than threads that meet in every operator.
 */
final class Workers implements AutoCloseable {

    private final ImmutableList<Worker> workers;
    private final ExecutorService threads;
    private final int threadsOfOperators;

    /** The first part has the training's own parameters. */
    Workers(List<Worker> workers) {
        this.workers = ImmutableList.copyOf(workers);
        this.threads = Executors.newFixedThreadPool(workers.size());
        this.threadsOfOperators = torch.get_num_threads();
        if (workers.size() > 1) {
            torch.set_num_threads(1);
        }
    }

    /** What a training is measured by. */
    Objective first() {
        return workers.get(0).objective();
    }

    /**
     * Computes loss and gradient, which is left with the first part's parameters.
     *
     * @param step from 0
     * @return the mean loss
     * @throws RuntimeException what a part threw, once all have ended: their memory is the caller's to free
     */
    double backward(long step) {
        List<Future<Double>> running = new ArrayList<>();
        for (Worker part : workers) {
            running.add(threads.submit(() -> backward(part, step)));
        }
        double sum = sum(running);
        Tensor gradients = workers.get(0).parameters().gradients();
        for (Worker part : workers.subList(1, workers.size())) {
            gradients.add_(part.parameters().gradients());
        }
        gradients.mul_(new Scalar(1.0 / workers.size()));
        return sum / workers.size();
    }

    private static double backward(Worker part, long step) {
        try (TensorScope scope = TensorScope.open()) {
            part.parameters().gradients().zero_();
            Tensor loss = part.objective().loss(step);
            loss.backward();
            return loss.item_float();
        }
    }

    private static double sum(List<Future<Double>> parts) {
        double sum = 0;
        Optional<Throwable> failure = Optional.empty();
        for (Future<Double> part : parts) {
            try {
                sum += Uninterruptibles.getUninterruptibly(part);
            } catch (ExecutionException e) {
                failure = failure.or(() -> Optional.of(e.getCause()));
            }
        }
        failure.ifPresent(Throwables::throwIfUnchecked);
        return sum;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdown();
        Uninterruptibles.awaitTerminationUninterruptibly(threads);
        torch.set_num_threads(threadsOfOperators);
    }
}
