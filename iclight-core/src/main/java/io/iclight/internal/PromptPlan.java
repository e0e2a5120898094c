package io.iclight.internal;

import com.google.common.collect.ImmutableList;

/**
 * What the network is to see of the prompts at each of its calls in a pass.
 *
 * @param calls the embeddings of each call, one or more; beyond the last, those of the last hold
 */
record PromptPlan(ImmutableList<PromptEmbeddings> calls) {

    /** Begins a pass. */
    Cursor begin() {
        return new Cursor();
    }

    /** Counts the calls of one pass. */
    final class Cursor {

        private int call;

        private Cursor() {}

        /** Returns the embeddings of the next call. */
        PromptEmbeddings next() {
            call++;
            return last();
        }

        /** Returns the embeddings of the call before. */
        PromptEmbeddings last() {
            return calls.get(Math.min(call - 1, calls.size() - 1));
        }
    }
}
