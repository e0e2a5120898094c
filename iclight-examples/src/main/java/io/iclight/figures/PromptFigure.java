package io.iclight.figures;

import io.iclight.drawing.Svg;
import io.iclight.drawing.Svg.Anchor;
import io.iclight.drawing.Svg.Face;
import io.iclight.models.clip.prompt.PassSteps;
import io.iclight.models.clip.prompt.PromptPiece;
import io.iclight.models.clip.prompt.PromptSchedule;
import io.iclight.models.clip.prompt.PromptTemplate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What the network is told at each call of two passes, by a prompt that changes. */
final class PromptFigure {

    private static final String PROMPT =
            "a street, [blue dawn:bright noon:0.25], (soft light:1.3), [mist|haze], [a rainbow:1.5]";

    private static final int CALLS = 25;
    private static final int LEFT = 130;
    private static final int CELL = 15;
    private static final int GAP = 40;
    private static final int LANE = 34;
    private static final int TOP = 96;
    /** Pixels for a weight of 1. */
    private static final int UNIT = 18;

    private final Svg page;
    private final List<String> lanes;

    private PromptFigure(Set<String> phrases) {
        this.lanes = List.copyOf(phrases);
        this.page = new Svg(LEFT + 2 * CALLS * CELL + GAP + 20, TOP + lanes.size() * LANE + 20);
    }

    static String draw() {
        PromptTemplate template = PromptTemplate.parse(PROMPT);
        PassSteps first = PassSteps.first(CALLS);
        List<Map<String, Double>> calls = IntStream.range(0, 2 * CALLS)
                .mapToObj(call -> told(template.schedule(call < CALLS ? first : first.then(CALLS)), call % CALLS))
                .toList();
        Set<String> phrases = new TreeSet<>(Comparator.comparingInt(PROMPT::indexOf));
        calls.forEach(call -> phrases.addAll(call.keySet()));
        return new PromptFigure(phrases).draw(calls);
    }

    /** The phrases of a call, and how much of each there is. */
    private static Map<String, Double> told(PromptSchedule schedule, int call) {
        Map<String, Double> phrases = new LinkedHashMap<>();
        for (PromptPiece piece : PromptPiece.parse(schedule.at(call))) {
            if (piece instanceof PromptPiece.Weighted weighted) {
                for (String phrase : weighted.text().split(",")) {
                    if (!phrase.isBlank()) {
                        phrases.put(phrase.strip(), weighted.weight());
                    }
                }
            }
        }
        return phrases;
    }

    private String draw(List<Map<String, Double>> calls) {
        page.text(20, 30, Face.CODE, Anchor.START, Svg.INK, PROMPT);
        for (int pass = 0; pass < 2; pass++) {
            double left = x(pass * CALLS);
            page.text(left, 64, Face.TITLE, Anchor.START, Svg.INK, pass == 0 ? "First pass" : "Second pass");
            for (int call = 0; call < CALLS; call += 5) {
                page.text(left + call * CELL + CELL / 2.0, 84, Face.PLAIN, Anchor.MIDDLE, Svg.FAINT, "" + (call + 1));
            }
        }
        for (int lane = 0; lane < lanes.size(); lane++) {
            draw(lanes.get(lane), TOP + lane * LANE + LANE - 6, calls);
        }
        return page.document();
    }

    private void draw(String phrase, double bottom, List<Map<String, Double>> calls) {
        double most = 0;
        for (int call = 0; call < calls.size(); call++) {
            double weight = calls.get(call).getOrDefault(phrase, 0.0);
            most = Math.max(most, weight);
            page.box(x(call) + 1, bottom, CELL - 2, 1, Svg.GRID);
            if (weight > 0) {
                double height = UNIT * weight;
                page.box(x(call) + 1, bottom - height, CELL - 2, height, weight > 1 ? Svg.ORANGE : Svg.BLUE);
            }
        }
        String name = most == 1 ? phrase : phrase + " ×" + most;
        page.text(LEFT - 12, bottom - 4, Face.PLAIN, Anchor.END, Svg.INK, name);
    }

    private static double x(int call) {
        return LEFT + call * CELL + (call < CALLS ? 0 : GAP);
    }
}
