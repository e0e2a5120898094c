package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.light.LightSide;
import io.iclight.progress.Cancellation;
import io.iclight.progress.Progress;
import io.iclight.progress.RelightCancelledException;
import io.iclight.progress.Stage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How far a relight is, and what stops it. */
class RelightProgressTest {

    @RegisterExtension
    static final TinyRelighter TINY = new TinyRelighter();

    @Test
    void progressGoesThroughEveryStageToTheEnd() {
        List<Progress> heard = new ArrayList<>();
        TINY.relight()
                .light(LightSide.LEFT)
                .steps(25)
                .lowresDenoise(0.3)
                .onProgress(heard::add)
                .run();
        assertThat(heard).extracting(Progress::stage).isSorted().contains(Stage.values());
        assertThat(heard).extracting(Progress::fraction).isSorted().allMatch(f -> f >= 0 && f <= 1);
        assertThat(heard.get(heard.size() - 1).fraction()).isGreaterThan(0.5);
        Progress lastStep = heard.stream()
                .filter(progress -> progress.stage() == Stage.LOWRES_DENOISE)
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(lastStep.step()).isEqualTo(24).isEqualTo(lastStep.steps());
    }

    @Test
    void cancellingEndsARelightWithoutALeak() {
        TINY.relight().run();
        long live = Pointer.totalCount();
        Cancellation cancellation = new Cancellation();
        Relighting cancelled = TINY.relight().cancelledBy(cancellation).onProgress(progress -> {
            if (progress.stage() == Stage.LOWRES_DENOISE && progress.step() == 1) {
                cancellation.cancel();
            }
        });
        assertThatThrownBy(cancelled::run)
                .isInstanceOf(RelightCancelledException.class)
                .hasMessageContaining("during denoise");
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    @Test
    void interruptingTheThreadCancels() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TINY.relight().run()).isInstanceOf(RelightCancelledException.class);
        assertThat(Thread.interrupted()).as("the flag stays for the caller").isTrue();
    }

    @Test
    void aListenerThatThrowsLeavesNothingBehind() {
        TINY.relight().run();
        long live = Pointer.totalCount();
        assertThatThrownBy(() -> TINY.relight()
                        .onProgress(progress -> {
                            throw new IllegalStateException("from the listener");
                        })
                        .run())
                .hasMessage("from the listener");
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    @Test
    void aListenerCannotCloseTheRelighterUnderItsRelight() {
        assertThatThrownBy(() -> TINY.relight()
                        .onProgress(progress -> TINY.relighter().close())
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within one of its own relights");
        assertThat(TINY.relight().run().images()).hasSize(1);
    }
}
