package io.iclight.models.checkpoint;

import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;

/** A checkpoint lacks a model, or a vocabulary; the message lists what it has, and says how to add what is missing. */
public final class MissingPartException extends WeightsException {

    private static final long serialVersionUID = 1;

    private MissingPartException(String message) {
        super(message);
    }

    static MissingPartException of(Checkpoint checkpoint, Part part, String missing) {
        String remedy = switch (part) {
            case UNET -> "name a checkpoint that has one: the UNet is what a checkpoint is for";
            case VAE -> "add one with vaeFrom(path), --vae on the command line";
            case TEXT_ENCODER -> "add one with textEncoderFrom(path), --text-encoder on the command line";
        };
        return new MissingPartException(checkpoint.path() + " has no " + missing + "; found: "
                + checkpoint.inventory() + ". Please " + remedy + "; a folder in diffusers' layout or a single file "
                + "will do");
    }

    /**
     * Makes the exception for a checkpoint without a vocabulary.
     *
     * @param checkpoint where it was looked for
     * @return the exception, to be thrown
     */
    public static MissingPartException vocabulary(Checkpoint checkpoint) {
        return new MissingPartException("there is no tokenizer in or beside " + checkpoint.path() + "; found: "
                + checkpoint.inventory()
                + ". Please name one with tokenizerFrom(path), --tokenizer on the command line: "
                + "a folder with vocab.json and merges.txt, or CLIP's bpe_simple_vocab_16e6.txt.gz");
    }
}
