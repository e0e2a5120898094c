package io.iclight.internal;

import io.iclight.io.image.ImageSize;
import io.iclight.progress.Stage;
import io.iclight.samplers.Schedule;

/**
 * What is settled about a pass before anything is computed.
 *
 * @param size of its pictures
 * @param schedule the noise levels that it goes through
 * @param prompts what the network sees of them at each call
 * @param stages what its parts are called while it runs
 */
record PassPlan(ImageSize size, Schedule schedule, PromptPlan prompts, Stages stages) {

    /** The same plan for other prompts. */
    PassPlan with(PromptPlan other) {
        return new PassPlan(size, schedule, other, stages);
    }

    /** The stages of a relight that are one pass. */
    enum Stages {
        LOWRES(Stage.LOWRES_ENCODE, Stage.LOWRES_DENOISE, Stage.LOWRES_DECODE),
        HIGHRES(Stage.HIGHRES_ENCODE, Stage.HIGHRES_DENOISE, Stage.HIGHRES_DECODE);

        private final Stage encode;
        private final Stage denoise;
        private final Stage decode;

        Stages(Stage encode, Stage denoise, Stage decode) {
            this.encode = encode;
            this.denoise = denoise;
            this.decode = decode;
        }

        Stage encode() {
            return encode;
        }

        Stage denoise() {
            return denoise;
        }

        Stage decode() {
            return decode;
        }
    }
}
