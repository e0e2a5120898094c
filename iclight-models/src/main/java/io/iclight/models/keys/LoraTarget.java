package io.iclight.models.keys;

import io.iclight.models.folder.Part;
import java.util.Objects;

/**
 * A module that a LoRA file changes: {@code weight += strength * alpha / rank * up * down}.
 *
 * @param part the UNet or the text encoder
 * @param module its name by diffusers or transformers, such as {@code mid_block.attentions.0.proj_in}
 */
public record LoraTarget(Part part, String module) {

    /** Checks the components. */
    public LoraTarget {
        Objects.requireNonNull(module, "module");
        if (part != Part.UNET && part != Part.TEXT_ENCODER) {
            throw new IllegalArgumentException("LoRA files change the UNet and the text encoder, not " + part);
        }
    }

    /**
     * Returns the name that kohya-ss/sd-scripts gives the module, which A1111 and most files have.
     *
     * @return such as {@code lora_unet_mid_block_attentions_0_proj_in}; {@code .lora_down.weight}, {@code .lora_up.weight}
     *     and {@code .alpha} follow
     */
    public String kohyaName() {
        return (part == Part.UNET ? "lora_unet_" : "lora_te_") + module.replace('.', '_');
    }

    /**
     * Returns the name that diffusers 0.27 gives the module.
     *
     * @return such as {@code unet.mid_block.attentions.0.proj_in.lora}; {@code .down.weight} and {@code .up.weight} follow
     */
    public String diffusersName() {
        return part.folder() + "." + (part == Part.UNET ? inUNet() : inTextEncoder());
    }

    /**
     * Returns the name that diffusers has given the module since it uses peft.
     *
     * @return such as {@code unet.mid_block.attentions.0.proj_in.lora}; {@code .down.weight} and {@code .up.weight} follow
     */
    public String newerDiffusersName() {
        return peftName() + (part == Part.UNET ? ".lora" : ".lora_linear_layer");
    }

    /**
     * Returns the name that peft gives the module inside of diffusers.
     *
     * @return such as {@code unet.mid_block.attentions.0.proj_in}; {@code .lora_A.weight} and {@code .lora_B.weight} follow
     */
    public String peftName() {
        return part.folder() + "." + module;
    }

    /** The projections of attention belong to its processor. */
    private String inUNet() {
        int attention = Math.max(module.lastIndexOf(".attn1."), module.lastIndexOf(".attn2."));
        if (attention < 0) {
            return module + ".lora";
        }
        int end = attention + ".attn1".length();
        String projection = module.substring(end + 1).replace("to_out.0", "to_out");
        return module.substring(0, end) + ".processor." + projection + "_lora";
    }

    /** The projections of attention are called as they are in a UNet. */
    private String inTextEncoder() {
        int attention = module.lastIndexOf(".self_attn.");
        if (attention < 0) {
            return module + ".lora_linear_layer";
        }
        int end = attention + ".self_attn.".length();
        String projection = module.substring(end).replace("_proj", "");
        return module.substring(0, end) + "to_" + projection + "_lora";
    }
}
