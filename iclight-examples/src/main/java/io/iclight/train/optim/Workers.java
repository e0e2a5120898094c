package io.iclight.train.optim;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
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
     */
    double backward(long step) {
        List<Future<Double>> running = new ArrayList<>();
        for (Worker part : workers) {
            running.add(threads.submit(() -> backward(part, step)));
        }
        double sum = 0;
        for (Future<Double> part : running) {
            sum += result(part);
        }
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

    private static double result(Future<Double> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a step failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdown();
        torch.set_num_threads(threadsOfOperators);
    }
}
