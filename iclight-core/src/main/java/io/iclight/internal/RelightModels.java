package io.iclight.internal;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Storage;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.lora.LoraMix;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.Matting;
import io.iclight.models.matting.RmbgMatting;
import io.iclight.models.unet.UNet;
import io.iclight.models.vae.Autoencoder;
import io.iclight.samplers.Prediction;
import java.util.Optional;

/**
 * The models of a relight. Threads may share them.
 *
 * @param tokenizer cuts prompts into tokens
 * @param textEncoder embeds tokens
 * @param autoencoder turns pictures into latents and back
 * @param unet with IC-Light's offset, of 8 or 12 input channels
 * @param prediction what the UNet was trained to predict
 * @param isNet finds a photo's subject, if there is one
 * @param latents of pictures that the autoencoder has encoded
 */
public record RelightModels(
        ClipTokenizer tokenizer,
        ClipTextEncoder textEncoder,
        Autoencoder autoencoder,
        UNet unet,
        Prediction prediction,
        Optional<IsNet> isNet,
        LatentMemory latents)
        implements AutoCloseable {

    /**
     * Makes models without a network for matting, which remember the latest pictures.
     *
     * @param tokenizer cuts prompts into tokens
     * @param textEncoder embeds tokens
     * @param autoencoder turns pictures into latents and back
     * @param unet with IC-Light's offset
     * @param prediction what the UNet was trained to predict
     */
    public RelightModels(
            ClipTokenizer tokenizer,
            ClipTextEncoder textEncoder,
            Autoencoder autoencoder,
            UNet unet,
            Prediction prediction) {
        this(tokenizer, textEncoder, autoencoder, unet, prediction, Optional.empty(), new RecentLatents());
    }

    /**
     * Adds a network for matting.
     *
     * @param network finds a photo's subject; owned
     * @return these models and the network
     */
    public RelightModels with(IsNet network) {
        return new RelightModels(tokenizer, textEncoder, autoencoder, unet, prediction, Optional.of(network), latents);
    }

    /**
     * Tells which of IC-Light's models the UNet is.
     *
     * @return by its input channels
     */
    public IcLightModel kind() {
        return IcLightModel.of(unet.config());
    }

    /**
     * Says whether each picture of a batch becomes what it would become alone, but for rounding that the size of the batch decides.
     *
     * @return false where the UNet computes with integers: the steps that its inputs are rounded to are those of the whole batch
     */
    public boolean treatsEachAlone() {
        return !unet.placement().storage().equals(new Storage.Rounded(ElementType.I8));
    }

    /**
     * Returns the network as a matting.
     *
     * @return as the demo uses it, or empty where there is none
     */
    public Optional<Matting> matting() {
        return isNet.map(RmbgMatting::new);
    }

    /**
     * Makes models with LoRA added. All parameters that it does not change are shared with these, which do not change;
     * either may be closed first.
     *
     * @param mix the LoRA files; borrowed for the duration of the call
     * @return the models, to be closed by the caller
     */
    public RelightModels with(LoraMix mix) {
        OpenedModels opened = new OpenedModels();
        try {
            return new RelightModels(
                    tokenizer,
                    opened.add(
                            textEncoder.with(mix.changes(Part.TEXT_ENCODER, textEncoder.parameters())),
                            ClipTextEncoder::close),
                    opened.add(autoencoder.shared(), Autoencoder::close),
                    opened.add(unet.with(mix.changes(Part.UNET, unet.parameters())), UNet::close),
                    prediction,
                    isNet.map(network -> opened.add(network.shared(), IsNet::close)),
                    latents);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    /** Waits for computations that run, then frees every model. Closing twice does nothing. */
    @Override
    public void close() {
        textEncoder.close();
        autoencoder.close();
        unet.close();
        isNet.ifPresent(IsNet::close);
    }
}
