package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import io.iclight.models.clip.prompt.TemplateNode.Alternating;
import io.iclight.models.clip.prompt.TemplateNode.Scheduled;
import io.iclight.models.clip.prompt.TemplateNode.Text;
import io.iclight.models.clip.prompt.TemplateNode.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bracket that is open: what it holds so far, cut at colons and bars. */
final class Bracket {

    /** A number with white space around it. */
    private static final Pattern NUMBER = Pattern.compile(
            "\\p{IsWhite_Space}*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\\p{IsWhite_Space}*");

    private final char opening;
    private final List<NodeRun> segments = new ArrayList<>(List.of(new NodeRun()));
    private boolean hasColons;
    private boolean hasBars;

    Bracket(char opening) {
        this.opening = opening;
    }

    char opening() {
        return opening;
    }

    boolean hasBars() {
        return hasBars;
    }

    /** What follows the last colon or bar. */
    NodeRun last() {
        return segments.get(segments.size() - 1);
    }

    void cutAt(char separator) {
        hasColons |= separator == ':';
        hasBars |= separator == '|';
        segments.add(new NodeRun());
    }

    /** What the bracket says now that it closes; empty if it says nothing, and is text. */
    Optional<ImmutableList<TemplateNode>> meaning() {
        if (hasBars) {
            return opening == '[' && !hasColons ? Optional.of(alternating()) : Optional.empty();
        }
        boolean emphasis = segments.size() == 1 || opening == '(' && segments.size() == 2;
        if (emphasis) {
            NodeRun run = new NodeRun();
            run.addAll(asText());
            run.add(opening == '(' ? ")" : "]");
            return Optional.of(run.joined());
        }
        return opening == '[' && segments.size() <= 3 ? scheduled() : Optional.empty();
    }

    private ImmutableList<TemplateNode> alternating() {
        return ImmutableList.of(
                new Alternating(segments.stream().map(NodeRun::joined).collect(ImmutableList.toImmutableList())));
    }

    private Optional<ImmutableList<TemplateNode>> scheduled() {
        int when = segments.size() - 1;
        ImmutableList<TemplateNode> before = when == 2 ? segments.get(0).joined() : ImmutableList.of();
        return moment(segments.get(when).joined())
                .map(moment -> ImmutableList.of(
                        new Scheduled(before, segments.get(when - 1).joined(), moment)));
    }

    private static Optional<When> moment(List<TemplateNode> nodes) {
        if (nodes.size() != 1 || !(nodes.get(0) instanceof Text text)) {
            return Optional.empty();
        }
        Matcher matcher = NUMBER.matcher(text.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(1);
        When.Unit unit = number.contains(".") ? When.Unit.FRACTION : When.Unit.STEPS;
        return Optional.of(new When(Double.parseDouble(number), unit));
    }

    /** The bracket as it was written, but for its end. */
    ImmutableList<TemplateNode> asText() {
        NodeRun run = new NodeRun();
        run.add(String.valueOf(opening));
        for (int i = 0; i < segments.size(); i++) {
            run.add(i == 0 ? "" : ":");
            run.addAll(segments.get(i).joined());
        }
        return run.joined();
    }
}
