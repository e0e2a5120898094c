package io.iclight.models.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

final class LdmCheckpointTest {

    private static final TensorInfo ANY = TensorInfo.of(ElementType.F32, 3);
    private static final TensorInfo MATRIX = TensorInfo.of(ElementType.F32, 3, 4);
    private static final TensorInfo CONVOLUTION = TensorInfo.of(ElementType.F32, 3, 4, 1, 1);

    private static TensorSource file(ImmutableMap<String, TensorInfo> tensors) {
        return HashWeights.model(tensors, 1);
    }

    @Test
    void modelsAreToldApartAndLeftoversPassedOver() {
        try (LdmCheckpoint checkpoint = LdmCheckpoint.of(file(ImmutableMap.<String, TensorInfo>builder()
                .put("model.diffusion_model.input_blocks.0.0.weight", ANY)
                .put("model.diffusion_model.label_emb.0.0.weight", ANY)
                .put("model_ema.diffusion_modelinput_blocks00weight", ANY)
                .put("alphas_cumprod", ANY)
                .put("first_stage_model.decoder.mid.attn_1.q.weight", CONVOLUTION)
                .put("first_stage_model.loss.logvar", ANY)
                .buildOrThrow()))) {
            assertThat(checkpoint.has(Part.UNET)).isTrue();
            assertThat(checkpoint.has(Part.TEXT_ENCODER)).isFalse();
            // What the map does not know keeps its name, for the graph to complain about.
            assertThat(checkpoint.unet(StableDiffusion15.unet()).tensors())
                    .containsOnlyKeys("conv_in.weight", "label_emb.0.0.weight");
            assertThat(checkpoint.autoencoder(StableDiffusion15.autoencoder()).tensors())
                    .containsExactly(Map.entry("decoder.mid_block.attentions.0.to_q.weight", MATRIX));
            assertThatThrownBy(checkpoint::textEncoder)
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("has no text_encoder, but vae, unet; take it from another file")
                    .hasMessageContaining("model., model_ema.");
        }
    }

    @Test
    void aFileOfOneModelMayLackTheBeginningOfItsNames() {
        try (LdmCheckpoint offset =
                LdmCheckpoint.of(file(ImmutableMap.of("diffusion_model.input_blocks.0.0.weight", ANY)))) {
            assertThat(offset.unet(StableDiffusion15.unet()).tensors()).containsOnlyKeys("conv_in.weight");
        }
        try (LdmCheckpoint vae = LdmCheckpoint.of(
                file(ImmutableMap.of("decoder.mid.attn_1.q.weight", CONVOLUTION, "quant_conv.weight", ANY)))) {
            assertThat(vae.autoencoder(StableDiffusion15.autoencoder()).tensors())
                    .containsOnlyKeys("decoder.mid_block.attentions.0.to_q.weight", "quant_conv.weight");
        }
    }

    @Test
    void textEncodersHaveOneNameWithAndWithoutTheOutermostModule() {
        String layer = "encoder.layers.0.layer_norm1.weight";
        for (String beginning :
                new String[] {"cond_stage_model.transformer.", "cond_stage_model.transformer.text_model.", "text_model."
                }) {
            try (LdmCheckpoint checkpoint = LdmCheckpoint.of(file(ImmutableMap.of(beginning + layer, ANY)))) {
                assertThat(checkpoint.textEncoder().tensors()).containsOnlyKeys("text_model." + layer);
            }
        }
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> LdmCheckpoint.of(file(ImmutableMap.of("conditioner.embedders.0.weight", ANY))))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("holds no model of Stable Diffusion 1.x")
                .hasMessageContaining("begin with conditioner.");
    }

    @Test
    void twoSpellingsOfOneNameAreRefused() {
        TensorSource both = file(ImmutableMap.of(
                "encoder.mid_block.attentions.0.query.weight", MATRIX,
                "encoder.mid_block.attentions.0.to_q.weight", MATRIX));
        assertThatThrownBy(() -> RenamedSource.of(both, LayoutNames.oldAutoencoder()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("query.weight and encoder")
                .hasMessageContaining("remove one");
    }

    @Test
    void aConvolutionIsReadAsAMatrixOfTheSameElements() {
        String query = "encoder.mid_block.attentions.0.query.weight";
        String toQuery = "encoder.mid_block.attentions.0.to_q.weight";
        TensorSource source = file(ImmutableMap.of(query, CONVOLUTION));
        // Once libtorch has started.
        TensorScope.open().close();
        long before = Pointer.totalCount();
        try (TensorScope scope = TensorScope.open();
                RenamedSource renamed = RenamedSource.of(source, LayoutNames.oldAutoencoder())) {
            assertThat(TensorData.shape(renamed.read(toQuery)).asList()).containsExactly(3L, 4L);
            assertThat(TensorData.floats(renamed.read(toQuery))).isEqualTo(TensorData.floats(source.read(query)));
            assertThatThrownBy(() -> renamed.read(query)).isInstanceOf(WeightsException.class);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
