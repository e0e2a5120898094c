package io.iclight;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.collect.Multimaps;
import io.iclight.internal.JointDiffusion;
import io.iclight.internal.PassInput;
import io.iclight.internal.RelightRun;
import io.iclight.io.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * Relights that run at the same time, on one thread: each by itself, but for the denoising, which is of all in one batch. What
 * fails in a relight's own part, such as its listener or its photo, fails that relight alone.
 */
final class RelightsTogether {

    private final ImmutableList<Member> members;

    private RelightsTogether(Collection<Member> members) {
        this.members = ImmutableList.copyOf(members);
    }

    /**
     * Runs relights until each has a result or a failure. One by itself is computed as if it had not waited, to the bit.
     *
     * @param waiting like each other; none does nothing
     */
    static void run(List<WaitingRelight> waiting) {
        List<Member> begun = new ArrayList<>();
        try {
            waiting.forEach(relight -> relight.attempt(() -> begun.add(new Member(relight))));
            // That prompts are too long for a batch with the others' is known now.
            Multimaps.index(begun, member -> member.run().likeness())
                    .asMap()
                    .values()
                    .forEach(alike -> new RelightsTogether(alike).run());
        } finally {
            // Their memory is in scopes, of which the last one that was opened is closed first.
            Lists.reverse(begun).forEach(Member::close);
        }
    }

    private void run() {
        try (TensorScope scope = TensorScope.open()) {
            if (members.size() == 1) {
                members.get(0).runAlone();
            } else {
                runPasses();
            }
        } catch (RuntimeException | Error e) {
            members.forEach(member -> member.waiting.fail(e));
        }
    }

    private void runPasses() {
        denoise(member -> member.run().begin());
        if (members.get(0).waiting.order().request().highres().isPresent()) {
            denoise(member -> member.run().next(member.latents));
        }
        each(Member::finish);
    }

    private void denoise(Function<Member, PassInput> encoding) {
        each(member -> member.input = encoding.apply(member));
        each(member -> member.run().denoising(member.input));
        ImmutableList<Member> left = left();
        if (left.isEmpty()) {
            return;
        }
        RelightOrder any = left.get(0).waiting.order();
        Tensor latents = JointDiffusion.run(
                any.models(),
                any.request(),
                Lists.transform(left, member -> member.input),
                Lists.transform(left, member -> member.session.noises().get(0)),
                this::step);
        for (int i = 0; i < left.size(); i++) {
            left.get(i).latents = latents.narrow(0, i, 1);
        }
    }

    private void step() {
        each(member -> member.session.progress().step());
        if (left().isEmpty()) {
            throw new CancellationException("none of the relights is wanted any longer");
        }
    }

    private ImmutableList<Member> left() {
        return members.stream().filter(member -> member.waiting.isWanted()).collect(ImmutableList.toImmutableList());
    }

    private void each(Consumer<Member> part) {
        members.forEach(member -> member.waiting.attempt(() -> part.accept(member)));
    }

    /** One of the relights. */
    private static final class Member {

        private final WaitingRelight waiting;
        private final RelightSession session;
        private PassInput input;
        private Tensor latents;

        Member(WaitingRelight waiting) {
            this.waiting = waiting;
            this.session = RelightSession.begin(waiting.order());
        }

        RelightRun run() {
            return session.run();
        }

        void runAlone() {
            waiting.finish(() -> session.result(run().run()));
        }

        void finish() {
            waiting.finish(() -> session.result(run().end(latents)));
        }

        void close() {
            session.close();
        }
    }
}
