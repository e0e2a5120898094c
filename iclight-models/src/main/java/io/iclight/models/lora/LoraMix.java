package io.iclight.models.lora;

import com.google.common.collect.ImmutableList;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LoraTargets;
import java.util.ArrayList;
import java.util.List;

/** LoRA files with their weights. What several of them change is changed by the sum. */
public final class LoraMix implements AutoCloseable {

    private final ImmutableList<Share> shares;

    private LoraMix(ImmutableList<Share> shares) {
        this.shares = shares;
    }

    /**
     * One file's part in a mix.
     *
     * @param file the file
     * @param weight what its changes are multiplied by; not 0
     */
    record Share(LoraFile file, double weight) {}

    /**
     * Opens files.
     *
     * @param loras the files, in any order; a weight of 0 leaves one out, once it was checked
     * @param files finds them
     * @param targets the modules of the models
     * @return the mix, to be closed by the caller
     * @throws LoraException if a file does not fit the models
     * @throws io.iclight.io.hub.HubException if a file is on the hub and cannot be found or downloaded
     */
    public static LoraMix open(List<Lora> loras, ModelFiles files, LoraTargets targets) {
        List<LoraFile> opened = new ArrayList<>();
        try {
            ImmutableList.Builder<Share> shares = ImmutableList.builder();
            for (Lora lora : loras) {
                LoraFile file = LoraFile.open(files.file(lora.source()), targets);
                opened.add(file);
                if (lora.weight() != 0) {
                    shares.add(new Share(file, lora.weight()));
                } else {
                    file.close();
                }
            }
            return new LoraMix(shares.build());
        } catch (RuntimeException | Error e) {
            opened.forEach(LoraFile::close);
            throw e;
        }
    }

    /**
     * Presents the parameters that the mix changes, and no others.
     *
     * @param part the model
     * @param base its parameters under diffusers' or transformers' names; borrowed, and not touched
     * @return the changed ones in float32, computed as they are read; of no use when this is closed
     */
    public TensorSource changes(Part part, TensorSource base) {
        return LoraChanges.of(part, base, shares);
    }

    @Override
    public void close() {
        shares.forEach(share -> share.file().close());
    }
}
