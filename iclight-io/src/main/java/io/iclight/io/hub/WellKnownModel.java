package io.iclight.io.hub;

/**
 * The models that IC-Light's demos use, and which of their files are needed.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py} and {@code gradio_demo_bg.py}. Each model has its own licence,
 * on its page of the hub.
 */
public enum WellKnownModel {
    /** Stable Diffusion 1.5, fine-tuned for photographs: what IC-Light's weights are added to. */
    REALISTIC_VISION_V51(RepoFiles.of(
            "stablediffusionapi/realistic-vision-v51",
            "unet/config.json",
            "unet/diffusion_pytorch_model.safetensors",
            "vae/config.json",
            "vae/diffusion_pytorch_model.safetensors",
            "text_encoder/config.json",
            "text_encoder/model.safetensors",
            "tokenizer/vocab.json",
            "tokenizer/merges.txt",
            "tokenizer/special_tokens_map.json",
            "tokenizer/tokenizer_config.json")),

    /** IC-Light conditioned on the foreground and the prompt. */
    IC_LIGHT_FC(RepoFiles.of("lllyasviel/ic-light", "iclight_sd15_fc.safetensors")),

    /** As {@link #IC_LIGHT_FC}, trained with offset noise; the demos do not use it. */
    IC_LIGHT_FCON(RepoFiles.of("lllyasviel/ic-light", "iclight_sd15_fcon.safetensors")),

    /** IC-Light conditioned on the foreground and a background. */
    IC_LIGHT_FBC(RepoFiles.of("lllyasviel/ic-light", "iclight_sd15_fbc.safetensors")),

    /** BRIA's matting network; its licence excludes commercial use. */
    RMBG_1_4(RepoFiles.of("briaai/RMBG-1.4", "model.safetensors")),

    /** The vocabulary of CLIP, for checkpoints that come without one. */
    CLIP_TOKENIZER(RepoFiles.of(
            "openai/clip-vit-large-patch14",
            "vocab.json",
            "merges.txt",
            "special_tokens_map.json",
            "tokenizer_config.json"));

    private final RepoFiles files;

    WellKnownModel(RepoFiles files) {
        this.files = files;
    }

    /**
     * Returns what {@link Hub#snapshot} is to fetch.
     *
     * @return the files, of the main branch
     */
    public RepoFiles files() {
        return files;
    }
}
