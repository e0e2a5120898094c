package io.iclight.models.unet;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.pytorch.Tensor;

/** Feature maps of the way down, waiting for their counterparts on the way up: last in, first out. */
final class Skips {

    private final Deque<Tensor> stack = new ArrayDeque<>();

    /** Adds a feature map, which stays in the scope that it is in. */
    void push(Tensor features) {
        stack.push(features);
    }

    /** Looks at the last one, without taking it. */
    Tensor peek() {
        return stack.element();
    }

    /** Takes the last one; whoever does closes it when done with it. */
    Tensor pop() {
        return stack.pop();
    }
}
