package io.iclight.samplers;

/** A few linear equations. */
final class LinearSystem {

    private LinearSystem() {}

    /**
     * Solves by Gauss' elimination, pivoting by rows.
     *
     * @param matrix square, one array a row; overwritten
     * @param right the right-hand side; overwritten
     */
    static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int column = 0; column < size; column++) {
            swapLargestUp(matrix, right, column);
            for (int row = column + 1; row < size; row++) {
                double factor = matrix[row][column] / matrix[column][column];
                for (int k = column; k < size; k++) {
                    matrix[row][k] -= factor * matrix[column][k];
                }
                right[row] -= factor * right[column];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int k = row + 1; k < size; k++) {
                right[row] -= matrix[row][k] * right[k];
            }
            right[row] /= matrix[row][row];
        }
        return right;
    }

    private static void swapLargestUp(double[][] matrix, double[] right, int column) {
        int largest = column;
        for (int row = column + 1; row < right.length; row++) {
            if (Math.abs(matrix[row][column]) > Math.abs(matrix[largest][column])) {
                largest = row;
            }
        }
        double[] row = matrix[column];
        matrix[column] = matrix[largest];
        matrix[largest] = row;
        double value = right[column];
        right[column] = right[largest];
        right[largest] = value;
    }
}
