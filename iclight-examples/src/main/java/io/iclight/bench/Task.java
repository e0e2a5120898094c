package io.iclight.bench;

/** Something to be timed again and again, with everything that it needs in memory. */
interface Task extends AutoCloseable {

    /** Does the work once. */
    void run();

    /** Frees what the work needs. */
    @Override
    void close();
}
