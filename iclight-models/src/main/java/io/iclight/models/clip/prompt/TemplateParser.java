package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import io.iclight.models.clip.prompt.TemplateNode.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Finds schedules and alternations in a prompt, in one pass over it.
 *
 * <p>Brackets that are open are on a stack, each with what it holds so far. When one turns out to be text, so do all around
 * it, since schedules and alternations hold whole brackets alone; what was found inside them remains. (Where brackets that
 * match nothing follow a schedule directly, as in {@code [a:b:1]:[}, the reference's ambiguous grammar may take the
 * schedule for text; here it stays one.)
 */
final class TemplateParser {

    private static final int DEEPEST = 500;

    private final String prompt;
    private final NodeRun found = new NodeRun();
    private final Deque<Bracket> open = new ArrayDeque<>();

    /** Whether the reference's grammar refuses the prompt, which is text then from beginning to end. */
    private boolean isRefused;

    TemplateParser(String prompt) {
        this.prompt = prompt;
    }

    ImmutableList<TemplateNode> parse() {
        int i = 0;
        while (i < prompt.length()) {
            int end = prompt.charAt(i) == '\\' ? endOfEscape(i) : i + 1;
            accept(prompt.substring(i, end));
            i = end;
        }
        dissolve();
        return isRefused ? ImmutableList.of(new Text(prompt)) : found.joined();
    }

    /** A backslash and what follows it are one; it cannot stand at the end of a line. */
    private int endOfEscape(int backslash) {
        boolean alone = backslash + 1 == prompt.length() || prompt.charAt(backslash + 1) == '\n';
        isRefused |= alone;
        return alone ? backslash + 1 : backslash + 2;
    }

    private void accept(String character) {
        switch (character) {
            case "(", "[" -> open(character.charAt(0));
            case ")" -> close('(', character);
            case "]" -> close('[', character);
            case ":", "|" -> cut(character);
            default -> current().add(character);
        }
    }

    private NodeRun current() {
        return open.isEmpty() ? found : open.peek().last();
    }

    private void open(char bracket) {
        if (open.size() == DEEPEST) {
            throw new PromptSyntaxException("brackets are nested more than " + DEEPEST + " deep");
        }
        open.push(new Bracket(bracket));
    }

    private void cut(String separator) {
        if (open.isEmpty()) {
            isRefused |= separator.equals("|");
            found.add(separator);
        } else {
            open.peek().cutAt(separator.charAt(0));
        }
    }

    private void close(char opening, String closing) {
        Optional<ImmutableList<TemplateNode>> meaning = Optional.ofNullable(open.peek())
                .filter(bracket -> bracket.opening() == opening)
                .flatMap(Bracket::meaning);
        if (meaning.isPresent()) {
            open.pop();
            current().addAll(meaning.get());
        } else {
            dissolve();
            found.add(closing);
        }
    }

    /** Makes text of every bracket that is open. */
    private void dissolve() {
        Iterator<Bracket> outermostFirst = open.descendingIterator();
        outermostFirst.forEachRemaining(bracket -> {
            isRefused |= bracket.hasBars();
            found.addAll(bracket.asText());
        });
        open.clear();
    }
}
