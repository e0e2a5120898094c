package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the network is to see of the prompts at each of its calls in a pass.
 *
 * @param calls the embeddings of each call, one or more; beyond the last, those of the last hold
 */
record PromptPlan(ImmutableList<PromptEmbeddings> calls) {

    /** The plan of several pictures in one batch, whose prompts have as many {@link #tokens} at every call. */
    static PromptPlan joined(List<PromptPlan> pictures) {
        Map<List<PromptEmbeddings>, PromptEmbeddings> rows = new HashMap<>();
        int most = pictures.stream().mapToInt(plan -> plan.calls.size()).max().orElseThrow();
        ImmutableList<PromptEmbeddings> calls = IntStream.range(0, most)
                .mapToObj(call -> pictures.stream().map(plan -> plan.at(call)).toList())
                .map(call -> rows.computeIfAbsent(call, PromptEmbeddings::joined))
                .collect(ImmutableList.toImmutableList());
        return new PromptPlan(calls);
    }

    /** How many tokens the prompts have at each call. */
    ImmutableList<Long> tokens() {
        return calls.stream().map(call -> call.positive().size(1)).collect(ImmutableList.toImmutableList());
    }

    private PromptEmbeddings at(int call) {
        return calls.get(Math.min(call, calls.size() - 1));
    }

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
            return at(call - 1);
        }
    }
}
