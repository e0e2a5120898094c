package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Lets self-attention look at fewer tokens: those that are most like one of a grid are merged into it before, and get its
 * result after (ToMe for Stable Diffusion; Bolya and Hoffman, 2023, arXiv:2303.17604, bipartite soft matching). The time of
 * attention falls with the square of the tokens that are left.
 *
 * <p>Source: dbolya/tomesd, {@code tomesd/merge.py}, {@code bipartite_soft_matching_random2d}, with cells of 2x2. How alike
 * tokens are is told by their keys, as in the authors' paper on classification (2022, arXiv:2210.09461); where that takes a
 * random pixel of each cell, this takes the four in turns, a step each.
 *
 * @param ratio how many of the tokens are merged away, 0 to 0.75; 0 changes nothing
 * @param maxLevel the coarsest level where they are, 0 is the finest
 */
public record TokenMerging(double ratio, int maxLevel) implements UNetPatch {

    /** Checks the components. */
    public TokenMerging {
        if (!(ratio >= 0 && ratio <= 0.75) || maxLevel < 0) {
            throw new IllegalArgumentException(
                    "tokens are merged at a ratio in 0..0.75 and a level from 0, were " + ratio + " and " + maxLevel);
        }
    }

    @Override
    public UNetHooks begin() {
        return ratio == 0 ? UNetHooks.NONE : new Hooks();
    }

    private final class Hooks implements UNetHooks {

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
            boolean cells = Math.min(site.height(), site.width()) >= TokenGroups.CELL;
            if (!site.isWhole(given) || site.block().level() > maxLevel || !cells) {
                return product.forward(given);
            }
            try (TensorScope scope = TensorScope.open()) {
                int choice = site.block().call().step() % (TokenGroups.CELL * TokenGroups.CELL);
                Matching matching = Matching.of(
                        given.key(), TokenGroups.of(site.height(), site.width(), choice, given.key()), ratio);
                QueryKeyValue fewer = new QueryKeyValue(
                        matching.merged(given.query()), matching.merged(given.key()), matching.merged(given.value()));
                return scope.handOut(matching.spread(product.forward(fewer)));
            }
        }
    }

    /**
     * Which tokens are merged into which. Places count within the group that may be merged, or among the kept.
     *
     * @param groups the two groups
     * @param alone of those that may be merged the ones that are not, {@code [batch, n, 1]}
     * @param gone the ones that are, {@code [batch, m, 1]}
     * @param into the kept token that each is merged into, {@code [batch, m, 1]}
     */
    private record Matching(TokenGroups groups, Tensor alone, Tensor gone, Tensor into) {

        static Matching of(Tensor keys, TokenGroups groups, double ratio) {
            Tensor unit = keys.div(keys.square().sum(new long[] {2}, true, null).sqrt());
            Tensor scores = unit.index_select(1, groups.merged())
                    .matmul(unit.index_select(1, groups.kept()).transpose(1, 2));
            T_TensorTensor_T best = scores.max(2, false);
            Tensor order = best.get0().argsort(1, true).unsqueeze(2);
            long count = Math.min(order.size(1), (long) (ratio * keys.size(1)));
            Tensor gone = order.narrow(1, 0, count);
            Tensor into = best.get1().unsqueeze(2).gather(1, gone);
            return new Matching(groups, order.narrow(1, count, order.size(1) - count), gone, into);
        }

        /** {@code [batch, tokens, channels]} to fewer: those that stay alone, then the kept ones as means. */
        Tensor merged(Tensor tokens) {
            Tensor candidates = tokens.index_select(1, groups.merged());
            Tensor kept = tokens.index_select(1, groups.kept());
            Tensor means =
                    kept.scatter_reduce(1, wide(into, tokens), candidates.gather(1, wide(gone, tokens)), "mean", true);
            return torch.cat(new TensorVector(candidates.gather(1, wide(alone, tokens)), means), 1);
        }

        /** The other way round: each token gets the result of what it was merged into. */
        Tensor spread(Tensor fewer) {
            Tensor ofAlone = fewer.narrow(1, 0, alone.size(1));
            Tensor ofKept = fewer.narrow(1, alone.size(1), fewer.size(1) - alone.size(1));
            Tensor candidates = fewer.new_empty(fewer.size(0), groups.merged().size(0), fewer.size(2))
                    .scatter(1, wide(alone, fewer), ofAlone)
                    .scatter(1, wide(gone, fewer), ofKept.gather(1, wide(into, fewer)));
            Tensor back = torch.cat(new TensorVector(groups.merged(), groups.kept()), 0)
                    .argsort();
            return torch.cat(new TensorVector(candidates, ofKept), 1).index_select(1, back);
        }

        private static Tensor wide(Tensor places, Tensor like) {
            return places.expand(-1, -1, like.size(2));
        }
    }
}
