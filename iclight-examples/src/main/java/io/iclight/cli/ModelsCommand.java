package io.iclight.cli;

import io.iclight.io.hub.CachedModel;
import io.iclight.io.hub.Downloads;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.hub.WellKnownModel;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.checkpoint.ModelSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight models}: what the hub's cache holds, and what IC-Light needs; fetches what is asked for. */
@Command(
        name = "models",
        description = {
            "Lists the models in the Hugging Face hub's cache, or finds those that are named.",
            "Nothing is downloaded without --download."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description =
                    "owner/name for a checkpoint, owner/name/FILE for a file, with @revision after the name if need be.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--demo",
            description =
                    "Also the models of IC-Light's demos, the fcon offset and CLIP's vocabulary; each has a licence of its own.")
    private boolean demo;

    @Option(names = "--download", description = "Downloads what is not in the cache.")
    private boolean download;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "The cache folder; default as for huggingface_hub (HF_HUB_CACHE, HF_HOME).")
    private Optional<Path> cache;

    @Override
    public Integer call() {
        HubSettings usual =
                HubSettings.fromEnvironment(System.getenv()).withDownloads(download ? Downloads.ON : Downloads.OFF);
        HubSettings settings = cache.map(usual::withCacheFolder).orElse(usual);
        PrintWriter out = spec.commandLine().getOut();
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr())) {
            Hub hub = Hub.open(settings, bar);
            if (demo) {
                for (WellKnownModel model : WellKnownModel.values()) {
                    out.println(hub.snapshot(model.files()));
                }
            }
            for (String id : ids) {
                out.println(find(new ModelFiles(hub), id));
            }
            if (!demo && ids.isEmpty()) {
                list(hub, settings.cacheFolder());
            }
        }
        return 0;
    }

    private static Path find(ModelFiles files, String id) {
        ModelSource source = ModelSource.hub(id);
        boolean file = source instanceof ModelSource.OnHub hub && hub.file().isPresent();
        return file ? files.file(source) : files.checkpoint(source);
    }

    private void list(Hub hub, Path folder) {
        PrintWriter out = spec.commandLine().getOut();
        List<CachedModel> models = hub.cached();
        out.println(folder + ": " + (models.isEmpty() ? "no models" : models.size() + " models"));
        for (CachedModel model : models) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %s@%s: %d files, %.1f MB",
                    model.repo(),
                    model.revisions().isEmpty() ? model.commit() : String.join(",", model.revisions()),
                    model.files().size(),
                    model.bytes() / 1e6));
            model.files()
                    .forEach((path, bytes) ->
                            out.println(String.format(Locale.ROOT, "    %s (%.1f MB)", path, bytes / 1e6)));
        }
    }
}
