package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Takes sigmas from a table and, for another number of steps, interpolates their logarithms. The range of sigmas is the
 * table's own, and the one given is ignored.
 *
 * @param table at least 2 sigmas above 0, falling
 */
public record SigmaTable(ImmutableDoubleArray table) implements SigmaSpacing {

    /** Checks the components. */
    public SigmaTable {
        if (table.length() < 2) {
            throw new IllegalArgumentException("a table needs at least 2 sigmas, has " + table.length());
        }
        for (int i = 0; i < table.length(); i++) {
            if (!(table.get(i) > 0) || i > 0 && table.get(i) >= table.get(i - 1)) {
                throw new IllegalArgumentException("sigmas of a table must fall and stay above 0: " + table);
            }
        }
    }

    /**
     * Makes a table.
     *
     * @param sigmas at least 2, falling
     * @return the table
     */
    public static SigmaTable of(double... sigmas) {
        return new SigmaTable(ImmutableDoubleArray.copyOf(sigmas));
    }

    /** A single sigma is the last of the table, unlike with other spacings. */
    @Override
    public ImmutableDoubleArray sigmas(SigmaRange range, int steps) {
        if (steps == table.length()) {
            return table;
        }
        double[] rising = Linspace.numpy(0, 1, steps);
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps);
        for (int i = steps - 1; i >= 0; i--) {
            sigmas.add(Math.exp(logAt(rising[i])));
        }
        return sigmas.build();
    }

    /** From the table's clean end, at 0, to its noisy end, at 1. */
    private double logAt(double place) {
        int last = table.length() - 1;
        double[] places = Linspace.numpy(0, 1, table.length());
        int low = 0;
        while (low < last - 1 && place >= places[low + 1]) {
            low++;
        }
        double logLow = Math.log(table.get(last - low));
        double logHigh = Math.log(table.get(last - low - 1));
        return (logHigh - logLow) / (places[low + 1] - places[low]) * (place - places[low]) + logLow;
    }
}
