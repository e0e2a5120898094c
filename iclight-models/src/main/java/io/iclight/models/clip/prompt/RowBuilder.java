package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.PromptChunks;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills rows with tokens and their weights. Where a row is full, what follows a comma near its end moves to the next row,
 * so that a phrase is not cut in two.
 */
final class RowBuilder {

    /** How many tokens may move at most: A1111's {@code comma_padding_backtrack}. */
    private static final int MOST_MOVED = 20;

    private static final int NONE = -1;

    private final ClipTokenizer tokenizer;
    private final int room;
    private final int comma;

    private final ImmutableList.Builder<ImmutableIntArray> rows = ImmutableList.builder();
    private final ImmutableList.Builder<ImmutableDoubleArray> weights = ImmutableList.builder();
    private int finished;

    private final List<WeightedToken> row = new ArrayList<>();
    private int lastComma = NONE;

    private record WeightedToken(int id, double weight) {}

    RowBuilder(ClipTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.room = tokenizer.maxLength() - 2;
        ImmutableIntArray commas = tokenizer.encode(",");
        this.comma = commas.length() == 1 ? commas.get(0) : NONE;
    }

    void add(PromptPiece piece) {
        if (piece instanceof PromptPiece.Weighted weighted) {
            tokenizer.encode(weighted.text()).forEach(id -> add(new WeightedToken(id, weighted.weight())));
        } else {
            finishRow();
        }
    }

    private void add(WeightedToken token) {
        if (token.id == comma) {
            lastComma = row.size();
        } else if (row.size() == room && lastComma != NONE && row.size() - lastComma <= MOST_MOVED) {
            List<WeightedToken> behindComma = row.subList(lastComma + 1, row.size());
            List<WeightedToken> moved = List.copyOf(behindComma);
            behindComma.clear();
            finishRow();
            row.addAll(moved);
        }
        if (row.size() == room) {
            finishRow();
        }
        row.add(token);
    }

    private void finishRow() {
        ImmutableIntArray.Builder ids = ImmutableIntArray.builder(room + 2);
        ImmutableDoubleArray.Builder factors = ImmutableDoubleArray.builder(room + 2);
        ids.add(tokenizer.specialTokens().start());
        factors.add(1);
        for (WeightedToken token : row) {
            ids.add(token.id);
            factors.add(token.weight);
        }
        for (int i = row.size() + 1; i < room + 2; i++) {
            ids.add(tokenizer.specialTokens().end());
            factors.add(1);
        }
        rows.add(ids.build());
        weights.add(factors.build());
        finished++;
        row.clear();
        lastComma = NONE;
    }

    WeightedPrompt build() {
        if (!row.isEmpty() || finished == 0) {
            finishRow();
        }
        return new WeightedPrompt(new PromptChunks(rows.build()), weights.build());
    }
}
