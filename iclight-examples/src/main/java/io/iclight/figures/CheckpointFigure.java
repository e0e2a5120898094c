package io.iclight.figures;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.drawing.Svg;
import io.iclight.drawing.Svg.Anchor;
import io.iclight.drawing.Svg.Face;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LayoutNames;
import io.iclight.models.keys.LdmCheckpoint;
import io.iclight.models.keys.NameMap;
import io.iclight.models.keys.StableDiffusion15;
import io.iclight.models.unet.UNet;
import io.iclight.models.vae.Autoencoder;
import java.util.Objects;

/** What the same parameters are called in a single file and in a folder. */
final class CheckpointFigure {

    private static final int WIDTH = 980;
    private static final int MIDDLE = 470;
    private static final int ROW = 22;

    private final Svg page = new Svg(WIDTH, 444);
    private double y = 36;

    private CheckpointFigure() {}

    static String draw() {
        CheckpointFigure figure = new CheckpointFigure();
        figure.page.text(20, figure.y, Face.TITLE, Anchor.START, Svg.INK, "one file");
        figure.page.text(MIDDLE, figure.y, Face.TITLE, Anchor.START, Svg.INK, "a folder in diffusers' layout");
        figure.part(
                Part.UNET,
                UNet.parameters(StableDiffusion15.unet()),
                LayoutNames.ldmUNet(StableDiffusion15.unet()),
                "conv_in.weight",
                "time_embedding.linear_1.weight",
                "down_blocks.0.resnets.0.conv1.weight",
                "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight",
                "mid_block.resnets.1.time_emb_proj.weight",
                "up_blocks.3.resnets.2.conv_shortcut.weight");
        figure.part(
                Part.VAE,
                Autoencoder.parameters(StableDiffusion15.autoencoder()),
                LayoutNames.ldmAutoencoder(StableDiffusion15.autoencoder()),
                "encoder.down_blocks.0.resnets.0.norm1.weight",
                "encoder.mid_block.attentions.0.to_q.weight",
                "decoder.up_blocks.0.upsamplers.0.conv.weight",
                "quant_conv.weight");
        figure.part(
                Part.TEXT_ENCODER,
                ClipTextEncoder.parameters(StableDiffusion15.textEncoder()),
                LayoutNames.ldmTextEncoder(),
                "text_model.embeddings.token_embedding.weight",
                "text_model.encoder.layers.0.self_attn.q_proj.weight");
        return figure.page.document();
    }

    private void part(Part part, ImmutableMap<String, TensorInfo> tensors, NameMap names, String... examples) {
        y += 40;
        page.box(12, y - 18, WIDTH - 24, 26, "#f3f4f6");
        page.text(20, y, Face.CODE, Anchor.START, Svg.ORANGE, LdmCheckpoint.prefix(part) + "…");
        page.text(
                MIDDLE,
                y,
                Face.CODE,
                Anchor.START,
                Svg.ORANGE,
                part.folder() + "/" + part.weightsName() + ".safetensors");
        page.text(WIDTH - 20, y, Face.PLAIN, Anchor.END, Svg.FAINT, tensors.size() + " tensors");
        NameMap toFile = names.inverse();
        for (String name : examples) {
            TensorInfo info = Objects.requireNonNull(tensors.get(name), name);
            ImmutableLongArray there = toFile.reshape(name, info).shape();
            y += ROW;
            page.text(20, y, Face.CODE, Anchor.START, Svg.INK, toFile.rename(name));
            page.text(MIDDLE, y, Face.CODE, Anchor.START, Svg.INK, name);
            if (!there.equals(info.shape())) {
                page.text(MIDDLE - 16, y, Face.CODE, Anchor.END, Svg.BLUE, there.toString());
                page.text(
                        WIDTH - 20,
                        y,
                        Face.CODE,
                        Anchor.END,
                        Svg.BLUE,
                        info.shape().toString());
            }
        }
    }
}
