package io.iclight.models.unet;

import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;

/** UNets of two levels, of 16 and 24 channels, for 8 channels of input and prompts of 12 numbers a token. */
final class TinyUNet {

    /** The finer level has transformers on the way down, the coarser one does not. */
    static final String ATTENDS_FIRST = "[\"CrossAttnDownBlock2D\", \"DownBlock2D\"]";

    private TinyUNet() {}

    /** Makes one with such blocks on the way down, to be closed by the caller. */
    static UNet of(String downBlocks) {
        UNetConfig config = UNetConfig.of(JsonReader.parse("""
                {"in_channels": 8, "block_out_channels": [16, 24], "layers_per_block": 1, "norm_num_groups": 8,
                 "down_block_types": %s, "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
                 "cross_attention_dim": 12, "attention_head_dim": 2}""".formatted(downBlocks), "a tiny UNet"));
        return new UNet(config, HashWeights.model(UNet.parameters(config), 5), ElementType.F32);
    }
}
