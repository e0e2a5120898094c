package io.iclight.figures;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.iclight.drawing.Svg;
import io.iclight.drawing.Svg.Anchor;
import io.iclight.drawing.Svg.Face;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.lora.Lora;
import io.iclight.models.lora.LoraMix;
import io.iclight.models.unet.UNetConfig;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticLora;
import io.iclight.synthesis.SyntheticModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/** How much LoRA files change each matrix of one transformer block. */
final class LoraFigure {

    private static final String BLOCK = "up_blocks.1.attentions.0.transformer_blocks.0.";
    private static final List<String> MATRICES = List.of(
            "attn1.to_q",
            "attn1.to_k",
            "attn1.to_v",
            "attn1.to_out.0",
            "attn2.to_q",
            "attn2.to_k",
            "attn2.to_v",
            "attn2.to_out.0",
            "ff.net.0.proj",
            "ff.net.2");

    private static final int LEFT = 150;
    private static final int LANE = 50;
    private static final int TOP = 60;
    /** Pixels for a change as large as the matrix. */
    private static final double SCALE = 10_000;

    /** Files with their weights, and what a bar of them looks like. */
    private record Mix(String name, String colour, List<Lora> loras) {}

    private final Svg page = new Svg(820, TOP + MATRICES.size() * LANE + 20);
    private final TensorSource base = new SyntheticModels(Preset.TINY, 1).weights(Part.UNET);
    private final LoraTargets targets = LoraTargets.of(
            UNetConfig.of(Preset.TINY.config(Part.UNET)), ClipTextConfig.of(Preset.TINY.config(Part.TEXT_ENCODER)));

    private LoraFigure() {}

    static String draw() {
        try {
            Path folder = Files.createTempDirectory("iclight-figure");
            try {
                return new LoraFigure().draw(folder);
            } finally {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("LoRA files cannot be written to a temporary folder: " + e, e);
        }
    }

    private String draw(Path folder) {
        Path film = new SyntheticLora(targets, target -> target.module().contains("attn2"), 4, 1)
                .write(folder.resolve("film.safetensors"));
        Path person = new SyntheticLora(targets, target -> target.module().contains("attn"), 4, 2)
                .write(folder.resolve("person.safetensors"));
        List<Mix> mixes = List.of(
                new Mix("film:0.4", Svg.TEAL, List.of(Lora.of(film, 0.4))),
                new Mix("film:0.8", Svg.BLUE, List.of(Lora.of(film, 0.8))),
                new Mix("film:0.8 and person:0.6", Svg.ORANGE, List.of(Lora.of(film, 0.8), Lora.of(person, 0.6))));
        page.text(20, 30, Face.TITLE, Anchor.START, Svg.INK, "Change of each matrix, as a share of its size");
        for (int i = 0; i < MATRICES.size(); i++) {
            page.text(LEFT - 12, TOP + i * LANE + 24, Face.CODE, Anchor.END, Svg.INK, MATRICES.get(i));
            page.line(LEFT, TOP + i * LANE, LEFT, TOP + i * LANE + 40, Svg.FAINT);
        }
        ModelFiles files = new ModelFiles(Hub.open(HubSettings.of(folder)));
        for (int mix = 0; mix < mixes.size(); mix++) {
            draw(mixes.get(mix), mix, files);
        }
        return page.document();
    }

    private void draw(Mix mix, int place, ModelFiles files) {
        page.box(560, 16 + 20 * place, 14, 10, mix.colour());
        page.text(582, 26 + 20 * place, Face.CODE, Anchor.START, Svg.INK, mix.name());
        try (LoraMix opened = LoraMix.open(mix.loras(), files, targets);
                TensorSource changed = opened.changes(Part.UNET, base)) {
            for (int i = 0; i < MATRICES.size(); i++) {
                String name = BLOCK + MATRICES.get(i) + ".weight";
                double change = changed.tensors().containsKey(name) ? change(changed, name) : 0;
                double y = TOP + i * LANE + 13.5 * place;
                page.box(LEFT, y, SCALE * change, 12, mix.colour());
                page.text(
                        LEFT + SCALE * change + 6,
                        y + 11,
                        Face.CODE,
                        Anchor.START,
                        Svg.FAINT,
                        change == 0 ? "0" : String.format(Locale.ROOT, "%.1f %%", 100 * change));
            }
        }
    }

    /** The norm of the difference over that of the matrix. */
    private double change(TensorSource changed, String name) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor before = base.read(name);
            return changed.read(name).sub(before).norm().item_double()
                    / before.norm().item_double();
        }
    }
}
