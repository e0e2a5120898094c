package io.iclight.models.checkpoint;

import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubException;
import io.iclight.io.hub.OfflineException;
import io.iclight.io.hub.RepoFiles;
import io.iclight.io.hub.WellKnownModel;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.checkpoint.ModelSource.OnDisk;
import io.iclight.models.checkpoint.ModelSource.OnHub;
import io.iclight.models.folder.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns sources into files: those on disk are taken as they are, those on the hub are looked for in its cache and, if the
 * hub's settings allow it, downloaded.
 *
 * @param hub whose settings say where the cache is, and whether downloads are on
 */
public record ModelFiles(Hub hub) {

    /**
     * Finds a checkpoint.
     *
     * @param source a folder, a file, or a repository in diffusers' layout
     * @return a folder or a file, for {@link Checkpoint#open}
     * @throws HubException if it is on the hub and cannot be found or downloaded
     */
    public Path checkpoint(ModelSource source) {
        return folder(source, Set.of(Part.values()));
    }

    /**
     * Finds one model of a checkpoint.
     *
     * @param source a folder, a file, or a repository in diffusers' layout
     * @param part the model
     * @return a folder or a file, for {@link Checkpoint#open}
     * @throws HubException if it is on the hub and cannot be found or downloaded
     */
    public Path part(ModelSource source, Part part) {
        return folder(source, Set.of(part));
    }

    /**
     * Finds a file, such as an offset or a LoRA file.
     *
     * @param source a file, a file of a repository, or a repository with one file of weights
     * @return the file
     * @throws WeightsException if the repository has several; the message names them
     * @throws HubException if it is on the hub and cannot be found or downloaded
     */
    public Path file(ModelSource source) {
        if (source instanceof OnDisk disk) {
            return disk.path();
        }
        OnHub named = (OnHub) source;
        return hub.file(named.repo(), named.revision(), named.file().orElseGet(() -> onlyFile(named)));
    }

    /**
     * Finds a vocabulary.
     *
     * @param source a folder, a file, or a repository with {@code vocab.json} and {@code merges.txt}
     * @return the vocabulary
     * @throws io.iclight.models.clip.TokenizerException if there is none
     * @throws HubException if it is on the hub and cannot be found or downloaded
     */
    public VocabularyPath vocabulary(ModelSource source) {
        if (source instanceof OnDisk disk) {
            return VocabularyPath.at(disk.path());
        }
        OnHub named = (OnHub) source;
        if (named.file().isPresent()) {
            return VocabularyPath.at(file(named));
        }
        List<String> wanted = HubLayout.vocabulary(
                known(named, paths -> !HubLayout.vocabulary(paths).isEmpty()));
        return VocabularyPath.at(snapshot(named, wanted.isEmpty() ? HubLayout.VOCABULARY : wanted));
    }

    /**
     * Looks for CLIP's vocabulary, which all models of Stable Diffusion 1.5 have.
     *
     * @return the vocabulary of {@code openai/clip-vit-large-patch14}; empty if it is not in the cache and downloads are
     *     not on
     * @throws HubException if it cannot be downloaded though downloads are on
     */
    public Optional<VocabularyPath> clipVocabulary() {
        try {
            return VocabularyPath.in(hub.snapshot(WellKnownModel.CLIP_TOKENIZER.files()));
        } catch (OfflineException e) {
            return Optional.empty();
        }
    }

    private Path folder(ModelSource source, Set<Part> parts) {
        if (source instanceof OnDisk disk) {
            return disk.path();
        }
        OnHub named = (OnHub) source;
        if (named.file().isPresent()) {
            return file(named);
        }
        List<String> known =
                known(named, paths -> !HubLayout.checkpoint(paths, parts).isEmpty());
        List<String> wanted = HubLayout.checkpoint(known, parts);
        if (!wanted.isEmpty()) {
            return snapshot(named, wanted);
        }
        boolean singleFiles = known.stream().anyMatch(HubLayout::isWeights);
        return singleFiles ? file(named) : snapshot(named, HubLayout.usual(parts));
    }

    private Path snapshot(OnHub named, List<String> wanted) {
        return hub.snapshot(new RepoFiles(named.repo(), named.revision(), wanted));
    }

    /** What is in the cache, if that is enough or the hub may not be asked; else what the hub has. */
    private List<String> known(OnHub named, Predicate<List<String>> enough) {
        List<String> cached = hub.cachedPaths(named.repo(), named.revision());
        return enough.test(cached) || !hub.isOnline() ? cached : hub.paths(named.repo(), named.revision());
    }

    private String onlyFile(OnHub named) {
        List<String> weights = known(named, paths -> false).stream()
                .filter(HubLayout::isWeights)
                .toList();
        if (weights.size() == 1) {
            return weights.get(0);
        }
        String found = weights.isEmpty() ? "none is known" : "it has " + String.join(", ", weights);
        throw new WeightsException(named + ": expected one file of weights, but " + found + "; name the file too, as "
                + named.repo() + "/FILE");
    }
}
