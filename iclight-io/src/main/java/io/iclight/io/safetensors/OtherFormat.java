package io.iclight.io.safetensors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What people have in the place of a safetensors file, told by its first bytes and not by its name. */
enum OtherFormat {
    /** What {@code torch.save} writes since PyTorch 1.6: a zip archive with a pickle in it. */
    TORCH_ARCHIVE("PK\3\4", Advice.PICKLE),
    /** What {@code torch.save} wrote before: pickles of protocol 2 and later. */
    PICKLE("\u0080", Advice.PICKLE),
    /** The format of llama.cpp and stable-diffusion.cpp. */
    GGUF("GGUF", "is a GGUF file, whose quantized weights cannot be read; download the safetensors file"),
    /** What git leaves where large files were not fetched. */
    LFS_POINTER("version https://git-lfs", "is a pointer of Git LFS, not the file itself; run git lfs pull"),
    /** A page in place of the file, such as one that asks to log in. */
    WEB_PAGE("<", "is a web page, not a model; download it again, and log in where the page asks to");

    /** The bytes that are enough to tell. */
    static final int BYTES = 24;

    private final byte[] beginning;
    private final String advice;

    OtherFormat(String beginning, String advice) {
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
        this.advice = advice;
    }

    /** Constants of an enum cannot see its own. */
    private static final class Advice {

        static final String PICKLE = "is a pickle (.ckpt, .pth, .pt, .bin), which can run any program when it is read, "
                + "and is refused whatever its name; use the model's safetensors file, or convert it on a machine that "
                + "may run it: in Python, safetensors.torch.save_file(torch.load(file, weights_only=True), new_file)";
    }

    /** Says why a file that begins like this cannot be used. */
    static Optional<String> explain(ByteBuffer beginning) {
        byte[] found = new byte[Math.min(BYTES, beginning.remaining())];
        beginning.duplicate().get(found);
        return Arrays.stream(values())
                .filter(format -> format.isAtTheBeginning(found))
                .map(format -> format.advice)
                .findFirst();
    }

    private boolean isAtTheBeginning(byte[] found) {
        return found.length >= beginning.length
                && Arrays.equals(found, 0, beginning.length, beginning, 0, beginning.length);
    }
}
