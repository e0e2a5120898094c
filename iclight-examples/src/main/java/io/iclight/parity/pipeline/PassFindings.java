package io.iclight.parity.pipeline;

import io.iclight.internal.PassObserver;
import io.iclight.parity.cases.Findings;
import io.iclight.samplers.StepListener;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/** Compares what a pass computes, as it computes it. */
final class PassFindings implements PassObserver {

    /** Compares one output. */
    private interface Report {
        void tensor(String output, Tensor got);
    }

    private final String pass;
    private final Report report;
    private boolean predicted;

    private PassFindings(int pass, Report report) {
        this.pass = "pass" + pass + ".";
        this.report = report;
    }

    static PassFindings endToEnd(int pass, Findings findings) {
        return new PassFindings(pass, findings::report);
    }

    /** A pass that begins with the reference's own pictures: the case says which outputs have a closer tolerance then. */
    static PassFindings fromReference(int pass, String tolerances, Findings findings) {
        return new PassFindings(pass, (output, got) -> findings.reportWhereNamed(output, tolerances, got));
    }

    @Override
    public void onConditions(Tensor latents) {
        report.tensor(pass + "concat_conds", latents);
    }

    @Override
    public void onImage(Tensor latents) {
        report.tensor(pass + "image", latents);
    }

    @Override
    public void onStart(Tensor latents) {
        report.tensor(pass + "start", latents);
    }

    /** The collection holds the first prediction of a pass. */
    @Override
    public void onPrediction(Tensor prediction) {
        if (!predicted) {
            predicted = true;
            report.tensor(pass + "eps0", prediction);
        }
    }

    @Override
    public void onStep(StepListener.Step step) {
        report.tensor(String.format(Locale.ROOT, "%sstep.%02d", pass, step.index()), step.x());
        if (step.index() == step.steps() - 1) {
            report.tensor(pass + "latents", step.x());
        }
    }
}
