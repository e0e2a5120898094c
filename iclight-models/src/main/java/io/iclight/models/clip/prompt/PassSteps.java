package io.iclight.models.clip.prompt;

/**
 * How the moments of a prompt are counted in one of several passes.
 *
 * <p>Source: AUTOMATIC1111/stable-diffusion-webui 1.10, {@code prompt_parser.py}, {@code
 * get_learned_conditioning_prompt_schedules} with {@code hires_steps}: in its second pass fractions go on from 1 and whole
 * numbers from the first pass's steps, so that {@code [dawn:noon:0.25]} is noon throughout, and {@code [dawn:noon:1.25]}
 * changes after a quarter of it.
 *
 * @param steps of this pass, 1 or more; of a sampler that calls the model several times in a step, the number of calls
 * @param stepsBefore of the pass before, 0 in the first
 * @param passesBefore 0 in the first pass, 1 in the second
 */
public record PassSteps(int steps, int stepsBefore, int passesBefore) {

    /** Checks the components. */
    public PassSteps {
        if (steps < 1) {
            throw new IllegalArgumentException("a schedule needs 1 step or more, got " + steps);
        }
    }

    /**
     * Counts in a first pass.
     *
     * @param steps how many it has, 1 or more
     * @return the count
     */
    public static PassSteps first(int steps) {
        return new PassSteps(steps, 0, 0);
    }

    /**
     * Counts in the pass after this one.
     *
     * @param next how many steps it has, 1 or more
     * @return the count
     */
    public PassSteps then(int next) {
        return new PassSteps(next, steps, passesBefore + 1);
    }
}
