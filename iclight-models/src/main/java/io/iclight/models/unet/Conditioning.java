package io.iclight.models.unet;

import io.iclight.models.unet.patch.Site;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetHooks;

/**
 * What every block is told beside the features.
 *
 * @param time what the timestep adds in each residual block
 * @param prompts what the prompts are in each cross-attention
 * @param call which call of which pass this is
 * @param hooks act at the patch points
 */
record Conditioning(TimeTable.Shifts time, PromptMemory prompts, UNetCall call, UNetHooks hooks) {

    Site at(Site.Part part, int index, int level) {
        return new Site(call, part, index, level);
    }
}
