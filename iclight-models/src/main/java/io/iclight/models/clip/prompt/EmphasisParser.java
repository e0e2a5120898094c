package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the emphasis in a text, as A1111 does: brackets multiply the weight of what they hold. */
final class EmphasisParser {

    private static final double ROUND = 1.1;
    private static final double SQUARE = 1 / 1.1;
    private static final String BREAK = "BREAK";
    private static final double BREAK_WEIGHT = -1;

    private static final Pattern PART = Pattern.compile(
            "\\\\[()\\[\\]\\\\]|\\\\|\\(|\\[|:\\s*([+-]?[.\\d]+)\\s*\\)|\\)|]|[^\\\\()\\[\\]:]+|:",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern AROUND_BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    private final String text;
    private final List<Run> runs = new ArrayList<>();

    /** For each bracket that is open, how many runs there were before it. */
    private final Deque<Integer> round = new ArrayDeque<>();

    private final Deque<Integer> square = new ArrayDeque<>();

    EmphasisParser(String text) {
        this.text = text;
    }

    /** Text whose weight is not known before the brackets around it close. */
    private static final class Run {

        private final String text;
        private double weight;

        Run(String text, double weight) {
            this.text = text;
            this.weight = weight;
        }
    }

    ImmutableList<PromptPiece> parse() {
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            accept(matcher.group(), matcher.group(1));
        }
        round.forEach(begin -> multiply(begin, ROUND));
        square.forEach(begin -> multiply(begin, SQUARE));
        return joined();
    }

    private void accept(String part, String weight) {
        if (part.startsWith("\\")) {
            runs.add(new Run(part.substring(1), 1)); // A backslash before anything else is dropped.
        } else if (part.equals("(")) {
            round.push(runs.size());
        } else if (part.equals("[")) {
            square.push(runs.size());
        } else if (weight != null && !round.isEmpty()) {
            multiply(round.pop(), number(weight));
        } else if (part.equals(")") && !round.isEmpty()) {
            multiply(round.pop(), ROUND);
        } else if (part.equals("]") && !square.isEmpty()) {
            multiply(square.pop(), SQUARE);
        } else {
            addText(part);
        }
    }

    private void addText(String part) {
        String[] between = AROUND_BREAK.split(part, -1);
        for (int i = 0; i < between.length; i++) {
            if (i > 0) {
                runs.add(new Run(BREAK, BREAK_WEIGHT));
            }
            runs.add(new Run(between[i], 1));
        }
    }

    private void multiply(int begin, double factor) {
        runs.subList(begin, runs.size()).forEach(run -> run.weight *= factor);
    }

    private double number(String weight) {
        StringBuilder ascii = new StringBuilder();
        weight.codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            ascii.append(digit < 0 ? Character.toString(c) : digit);
        });
        try {
            return Double.parseDouble(ascii.toString());
        } catch (NumberFormatException e) {
            throw new PromptSyntaxException("in the prompt \"" + text + "\" the weight \"" + weight
                    + "\" is no number; write \"\\(\" for a bracket that is no emphasis");
        }
    }

    /** A break that is itself in weighted brackets has another weight by now, and is a word, as in the reference. */
    private ImmutableList<PromptPiece> joined() {
        ImmutableList.Builder<PromptPiece> pieces = ImmutableList.builder();
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            joined.append(runs.get(i).text);
            double weight = runs.get(i).weight;
            if (i + 1 == runs.size() || runs.get(i + 1).weight != weight) {
                boolean breaks = weight == BREAK_WEIGHT && joined.toString().equals(BREAK);
                pieces.add(breaks ? new PromptPiece.Break() : new PromptPiece.Weighted(joined.toString(), weight));
                joined.setLength(0);
            }
        }
        return runs.isEmpty() ? ImmutableList.of(new PromptPiece.Weighted("", 1)) : pieces.build();
    }
}
