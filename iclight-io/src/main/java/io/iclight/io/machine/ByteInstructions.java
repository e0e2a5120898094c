package io.iclight.io.machine;

import com.google.common.collect.ImmutableList;
import java.util.Collections;

/** Instructions that multiply bytes and add the products up in 32 bits. */
public final class ByteInstructions {

    /** VNNI and tiles of x86, dot products of ARM. */
    private static final ImmutableList<String> NAMES =
            ImmutableList.of("avx512_vnni", "avx_vnni", "amx_int8", "asimddp");

    private ByteInstructions() {}

    /**
     * Looks for them.
     *
     * @return whether this machine's processor is known to have them, as Linux says; elsewhere it is not known
     */
    public static boolean areHere() {
        return !Collections.disjoint(Processor.ofThisMachine().instructions(), NAMES);
    }
}
