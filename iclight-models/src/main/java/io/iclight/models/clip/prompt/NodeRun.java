package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import io.iclight.models.clip.prompt.TemplateNode.Text;
import java.util.List;

/** Nodes one after the other, text beside text being one node. */
final class NodeRun {

    private final ImmutableList.Builder<TemplateNode> nodes = ImmutableList.builder();
    private final StringBuilder text = new StringBuilder();

    void add(String more) {
        text.append(more);
    }

    void addAll(List<TemplateNode> more) {
        for (TemplateNode node : more) {
            if (node instanceof Text plain) {
                text.append(plain.text());
            } else {
                endText();
                nodes.add(node);
            }
        }
    }

    private void endText() {
        if (!text.isEmpty()) {
            nodes.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    ImmutableList<TemplateNode> joined() {
        endText();
        return nodes.build();
    }
}
