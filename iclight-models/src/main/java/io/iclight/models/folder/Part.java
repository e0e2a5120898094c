package io.iclight.models.folder;

/** A model of a checkpoint, by the name of its folder. */
public enum Part {
    /** Makes embeddings of a prompt. */
    TEXT_ENCODER("text_encoder", "model"),
    /** Turns pictures into latents and back. */
    VAE("vae", "diffusion_pytorch_model"),
    /** Predicts noise. */
    UNET("unet", "diffusion_pytorch_model");

    private final String folder;
    private final String weightsName;

    Part(String folder, String weightsName) {
        this.folder = folder;
        this.weightsName = weightsName;
    }

    /**
     * Returns the folder's name.
     *
     * @return under the checkpoint's own folder
     */
    public String folder() {
        return folder;
    }

    /**
     * Returns what its weights file is called.
     *
     * @return the file's name without variant and ending
     */
    public String weightsName() {
        return weightsName;
    }
}
