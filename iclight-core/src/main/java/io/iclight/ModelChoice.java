package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.models.checkpoint.ModelSource;
import io.iclight.models.lora.Lora;
import java.util.Optional;

/**
 * Which files a relighter is made of.
 *
 * @param base the checkpoint
 * @param offset IC-Light's
 * @param textEncoder where the text encoder is, if not in the base
 * @param autoencoder where the autoencoder is, if not in the base
 * @param tokenizer where the vocabulary is, if not in or beside the base
 * @param loras what is added to the weights
 */
record ModelChoice(
        ModelSource base,
        ModelSource offset,
        Optional<ModelSource> textEncoder,
        Optional<ModelSource> autoencoder,
        Optional<ModelSource> tokenizer,
        ImmutableList<Lora> loras) {}
