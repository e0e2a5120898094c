package io.iclight.models.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.json.JsonReader;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of any shape: what the graphs ask for has a name in the other layout, and comes back. */
final class LayoutNamesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aUNetOfAnyShapeHasNumberedBlocksWithoutGaps(long seed) {
        Random random = new Random(seed);
        int levels = 1 + random.nextInt(4);
        List<Integer> blocks = random.ints(levels, 1, 4).boxed().collect(Collectors.toCollection(ArrayList::new));
        List<Boolean> attention = IntStream.range(0, levels)
                .mapToObj(i -> random.nextBoolean())
                .collect(Collectors.toCollection(ArrayList::new));
        UNetConfig config = unet(blocks, attention);

        Set<String> ldm = roundTrip(LayoutNames.ldmUNet(config), UNet.parameters(config));

        int all = blocks.stream().mapToInt(Integer::intValue).sum();
        assertThat(numbers("input_blocks.", ldm)).isEqualTo(upTo(all + levels));
        assertThat(numbers("output_blocks.", ldm)).isEqualTo(upTo(all + levels));
        assertThat(numbers("middle_block.", ldm)).isEqualTo(upTo(3));
        assertThat(ldm)
                .allMatch(name -> name.matches("(time_embed|input_blocks|middle_block|output_blocks|out)\\.\\d.*"));
    }

    private static UNetConfig unet(List<Integer> blocks, List<Boolean> attention) {
        List<String> down = attention.stream()
                .map(a -> a ? "\"CrossAttnDownBlock2D\"" : "\"DownBlock2D\"")
                .toList();
        List<String> up = attention.stream()
                .map(a -> a ? "\"CrossAttnUpBlock2D\"" : "\"UpBlock2D\"")
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(up);
        return UNetConfig.of(
                JsonReader.parse("""
                {"block_out_channels": %s, "layers_per_block": %s, "down_block_types": %s, "up_block_types": %s,
                 "norm_num_groups": 2, "attention_head_dim": 2, "cross_attention_dim": 6}
                """.formatted(Collections.nCopies(blocks.size(), 4), blocks, down, up), "a test"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anAutoencoderOfAnyShapeHasItsLevelsNumbered(int levels) {
        String down = Collections.nCopies(levels, "\"DownEncoderBlock2D\"").toString();
        AutoencoderConfig config = AutoencoderConfig.of(JsonReader.parse(
                """
                {"block_out_channels": %s, "layers_per_block": %d, "down_block_types": %s, "up_block_types": %s,
                 "norm_num_groups": 2}
                """.formatted(
                        IntStream.range(0, levels).map(i -> 4 << i).boxed().toList(),
                        1 + levels % 3,
                        down,
                        down.replace("DownEncoder", "UpDecoder")),
                "a test"));

        Set<String> ldm = roundTrip(LayoutNames.ldmAutoencoder(config), Autoencoder.parameters(config));

        assertThat(numbers("encoder.down.", ldm)).isEqualTo(upTo(levels));
        assertThat(numbers("decoder.up.", ldm)).isEqualTo(upTo(levels));
        assertThat(ldm).contains("decoder.up." + (levels - 1) + ".block.0.norm1.weight");
        assertThat(ldm).noneMatch(name -> name.matches(".*(blocks|resnets|attentions|samplers|to_).*"));
    }

    private static Set<String> roundTrip(NameMap toDiffusers, Map<String, TensorInfo> parameters) {
        NameMap toLdm = toDiffusers.inverse();
        Set<String> ldm = new TreeSet<>();
        parameters.forEach((name, info) -> {
            String other = toLdm.rename(name);
            assertThat(ldm.add(other)).as(other + " is named twice").isTrue();
            assertThat(toDiffusers.rename(other)).isEqualTo(name);
            assertThat(toDiffusers.reshape(other, toLdm.reshape(name, info))).isEqualTo(info);
        });
        return ldm;
    }

    /** The numbers that follow the beginning. */
    private static Set<Integer> numbers(String beginning, Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(beginning))
                .map(name -> Integer.valueOf(name.substring(beginning.length()).split("\\.")[0]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
