package io.iclight.cli;

import io.iclight.io.hub.Downloads;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.tensor.ElementType;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.CheckpointWriter;
import io.iclight.models.checkpoint.FolderCheckpoint;
import io.iclight.models.checkpoint.Layout;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.checkpoint.ModelSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight convert}: a checkpoint or an offset in the other layout. */
@Command(
        name = "convert",
        description = {
            "Writes a checkpoint or an IC-Light offset in another layout.",
            "Without --dtype every parameter keeps its bytes, so that the way there and back changes nothing."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IN",
            converter = ModelOptions.SourceConverter.class,
            description = "A folder in diffusers' layout, a .safetensors file, or an id of the hub (owner/name).")
    private ModelSource in;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description =
                    "A folder that is not there yet, or a .safetensors file. An offset is a file in either layout.")
    private Path out;

    @Option(
            names = "--to",
            paramLabel = "LAYOUT",
            description = "diffusers, or ldm (A1111, ComfyUI, Forge). Default: ldm for a folder, diffusers for a file.")
    private Optional<Layout> layout;

    @Option(
            names = "--dtype",
            converter = FloatingType.class,
            description = "Rounds parameters to F32, F16, BF16 or F64. Default: as they are.")
    private Optional<ElementType> dtype;

    @Option(names = "--download", description = "Downloads an id that is not in the hub's cache.")
    private boolean download;

    @Override
    public Integer call() {
        PrintWriter terminal = spec.commandLine().getOut();
        CheckpointWriter writer =
                dtype.map(type -> CheckpointWriter.create().roundedTo(type)).orElseGet(CheckpointWriter::create);
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
                Checkpoint checkpoint = Checkpoint.open(found(bar))) {
            Layout wanted = layout.orElse(checkpoint instanceof FolderCheckpoint ? Layout.LDM : Layout.DIFFUSERS);
            writer.write(checkpoint, wanted, out);
            terminal.println(
                    out + ": " + (CheckpointWriter.isOffset(checkpoint) ? "offset, " : "") + checkpoint.inventory());
            if (wanted == Layout.DIFFUSERS
                    && !CheckpointWriter.isOffset(checkpoint)
                    && checkpoint.vocabulary().isEmpty()) {
                terminal.println("There was no tokenizer to take along; name one when you use this: --tokenizer");
            }
        }
        return 0;
    }

    private Path found(ProgressBar bar) {
        HubSettings settings =
                HubSettings.fromEnvironment(System.getenv()).withDownloads(download ? Downloads.ON : Downloads.OFF);
        return new ModelFiles(Hub.open(settings, bar)).checkpoint(in);
    }
}
