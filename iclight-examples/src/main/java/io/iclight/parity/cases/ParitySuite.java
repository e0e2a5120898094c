package io.iclight.parity.cases;

import io.iclight.io.tensor.Placement;

/** Runs the cases of one kind. */
public interface ParitySuite {

    /**
     * Returns which cases it runs.
     *
     * @return the name of the folder that they are in
     */
    String name();

    /**
     * Runs a case and reports every output of it.
     *
     * @param parityCase what to run
     * @param placement where and in what models compute
     * @param findings takes what came out; an output of the case that is not reported counts as a failure
     * @throws UnknownCaseException if the case asks for something that this suite does not know
     */
    void run(ParityCase parityCase, Placement placement, Findings findings);
}
