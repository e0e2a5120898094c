package io.iclight.figures;

import io.iclight.io.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** The figures of the guides. */
public enum Figure {
    /** What each call of the network is told by a prompt that changes. */
    PROMPTS(PromptFigure::draw),
    /** How strongly rules guide, and what that makes of predictions. */
    GUIDANCE(GuidanceFigure::draw),
    /** Which noise levels schedules visit. */
    SCHEDULES(ScheduleFigure::draw),
    /** Which pictures of a batch start from the same noise. */
    SEEDS(SeedFigure::draw),
    /** What parameters are called in a single file and in a folder. */
    CHECKPOINTS(CheckpointFigure::draw),
    /** What lies in the hub's cache. */
    CACHE(CacheFigure::draw),
    /** How much LoRA files change. */
    LORA(LoraFigure::draw);

    private final Supplier<String> drawing;

    Figure(Supplier<String> drawing) {
        this.drawing = drawing;
    }

    /**
     * Draws.
     *
     * @return SVG
     */
    public String draw() {
        return drawing.get();
    }

    /**
     * Draws into a file.
     *
     * @param folder that is there
     * @return the file, named after the figure, made or replaced
     */
    public Path drawInto(Path folder) {
        Path file = folder.resolve(fileName());
        AtomicFile.write(file, draw().getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /**
     * Returns the name of its file.
     *
     * @return such as {@code prompts.svg}
     */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".svg";
    }
}
