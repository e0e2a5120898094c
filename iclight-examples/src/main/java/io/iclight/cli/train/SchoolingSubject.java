package io.iclight.cli.train;

import io.iclight.train.diffusion.JointTraining;
import io.iclight.train.diffusion.ModelStart;
import io.iclight.train.diffusion.Schooling;
import io.iclight.train.optim.Training;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;

/** What is taught: a model of one's own, or an offset to another. */
abstract class SchoolingSubject {

    @ArgGroup(exclusive = false)
    private OffsetOptions offset;

    /** What the model of one's own begins with; asked for if no offset was named. */
    abstract ModelStart start();

    /**
     * Teaches it.
     *
     * @param consistency how much it counts that light adds up; 0 for not at all
     * @param training where and how
     * @param schooling what to learn from
     * @param progress is told each line of the log
     */
    void learn(double consistency, Training training, Schooling schooling, Consumer<String> progress) {
        if (offset == null) {
            new JointTraining(start(), consistency, training).run(schooling, progress);
        } else {
            offset.training(consistency, training).run(schooling, progress);
        }
    }
}
