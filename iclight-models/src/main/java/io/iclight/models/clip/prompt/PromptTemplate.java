package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import io.iclight.models.clip.prompt.TemplateNode.Alternating;
import io.iclight.models.clip.prompt.TemplateNode.Scheduled;
import io.iclight.models.clip.prompt.TemplateNode.Text;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A prompt whose text may change as sampling goes on, such as {@code a [dawn:noon:0.25] street}.
 *
 * @param nodes the parts, one after the other
 */
public record PromptTemplate(ImmutableList<TemplateNode> nodes) {

    /**
     * Reads a prompt.
     *
     * @param prompt any; brackets that are neither emphasis, nor a schedule, nor an alternation are text, and so is the
     *     whole prompt if a bar ({@code |}) stands outside an alternation or a backslash at the end of a line
     * @return the template
     * @throws PromptSyntaxException if brackets are nested too deeply
     */
    public static PromptTemplate parse(String prompt) {
        return new PromptTemplate(new TemplateParser(prompt).parse());
    }

    /**
     * Tells the text of one step.
     *
     * @param step counted from 1
     * @param steps how many there are
     * @return the text, with emphasis still written out
     */
    public String at(int step, int steps) {
        return at(step, PassSteps.first(steps));
    }

    private String at(int step, PassSteps steps) {
        StringBuilder text = new StringBuilder();
        append(nodes, step, steps, text);
        return text.toString();
    }

    private static void append(List<TemplateNode> nodes, int step, PassSteps steps, StringBuilder text) {
        for (TemplateNode node : nodes) {
            if (node instanceof Text plain) {
                text.append(plain.text());
            } else if (node instanceof Scheduled scheduled) {
                boolean early = step <= scheduled.when().step(steps);
                append(early ? scheduled.before() : scheduled.after(), step, steps, text);
            } else if (node instanceof Alternating alternating) {
                int turn = Math.floorMod(step - 1, alternating.options().size());
                append(alternating.options().get(turn), step, steps, text);
            }
        }
    }

    /**
     * Tells the texts of all steps.
     *
     * @param steps how many there are, 1 or more; of a sampler that evaluates the model several times in a step, the
     *     number of evaluations
     * @return the texts in turn
     */
    public PromptSchedule schedule(int steps) {
        return schedule(PassSteps.first(steps));
    }

    /**
     * Tells the texts of all steps of one of several passes.
     *
     * @param steps how moments are counted in it
     * @return the texts in turn
     */
    public PromptSchedule schedule(PassSteps steps) {
        SortedSet<Integer> ends = new TreeSet<>(List.of(steps.steps()));
        addEnds(nodes, steps, ends);
        return new PromptSchedule(ends.stream()
                .map(end -> new PromptSchedule.Entry(end, at(end, steps)))
                .collect(ImmutableList.toImmutableList()));
    }

    private static void addEnds(List<TemplateNode> nodes, PassSteps steps, SortedSet<Integer> ends) {
        for (TemplateNode node : nodes) {
            if (node instanceof Scheduled scheduled) {
                int end = scheduled.when().step(steps);
                if (end >= 1) {
                    ends.add(end);
                }
                addEnds(scheduled.before(), steps, ends);
                addEnds(scheduled.after(), steps, ends);
            } else if (node instanceof Alternating alternating) {
                for (int step = 1; step <= steps.steps(); step++) {
                    ends.add(step);
                }
                alternating.options().forEach(option -> addEnds(option, steps, ends));
            }
        }
    }
}
