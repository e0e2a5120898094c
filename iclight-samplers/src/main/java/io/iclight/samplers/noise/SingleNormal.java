package io.iclight.samplers.noise;

/**
 * Normal values one at a time, in double precision: torch's way with few of them. Each pair of uniform values makes two
 * normal ones; the second waits for the next call, whatever is drawn in between.
 */
final class SingleNormal {

    private final Mt19937 engine;
    private double waiting;
    private boolean hasWaiting;

    SingleNormal(Mt19937 engine) {
        this.engine = engine;
    }

    double next() {
        if (hasWaiting) {
            hasWaiting = false;
            return waiting;
        }
        double angle = 2 * Math.PI * Precision.DOUBLE.uniform(engine);
        double radius = Math.sqrt(-2 * Math.log1p(-Precision.DOUBLE.uniform(engine)));
        waiting = radius * Math.sin(angle);
        hasWaiting = true;
        return radius * Math.cos(angle);
    }
}
