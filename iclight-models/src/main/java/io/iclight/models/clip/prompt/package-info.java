/**
 * The prompt syntax of stable-diffusion-webui (A1111): emphasis, and text that changes as sampling goes on.
 *
 * <table>
 * <caption>What can be written</caption>
 * <tr><td>{@code (light)}, {@code ((light))}</td><td>more of it: 1.1 times for each bracket</td></tr>
 * <tr><td>{@code [light]}</td><td>less of it: divided by 1.1</td></tr>
 * <tr><td>{@code (light:1.3)}</td><td>1.3 times</td></tr>
 * <tr><td>{@code \(light\)}</td><td>brackets as they are</td></tr>
 * <tr><td>{@code [dawn:noon:0.25]}</td><td>dawn for a quarter of the steps, then noon; {@code 5} instead is 5 steps</td></tr>
 * <tr><td>{@code [sunbeams:0.5]}, {@code [fog::0.5]}</td><td>from half of the steps on; until then</td></tr>
 * <tr><td>{@code [red|blue]}</td><td>each for a step, in turn</td></tr>
 * <tr><td>{@code BREAK}</td><td>what follows begins a new row of tokens</td></tr>
 * </table>
 *
 * <p>There are two stages, as there. A {@link io.iclight.models.clip.prompt.PromptTemplate} tells the text of each step, in
 * which emphasis is plain text still; a {@link io.iclight.models.clip.prompt.WeightedPrompt} makes tokens and weights of a
 * text. Brackets that make no sense are plain text in the first stage, and are closed at the end of the text in the
 * second.
 *
 * <p>Source: AUTOMATIC1111/stable-diffusion-webui 1.10, {@code prompt_parser.py}, {@code sd_hijack_clip.py}, {@code
 * sd_emphasis.py}.
 */
package io.iclight.models.clip.prompt;
