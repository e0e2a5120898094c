package io.iclight.models.checkpoint;

/** How a checkpoint is written. */
public enum Layout {
    /** A folder for each model, under diffusers' and transformers' names. */
    DIFFUSERS,
    /** A single file of all models, under the names of latent-diffusion programs: A1111, ComfyUI, Forge, trainers. */
    LDM
}
