package io.signalbox.adapter.conversation;

import io.signalbox.adapter.conversation.Conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Turns as formats want them that let two speakers take turns. */
public final class Turns {
    private Turns() {}

    /** Turns of one speaker in a row as one, of the parts that say something; a turn without any is left out. */
    public static List<Turn> merged(List<Turn> turns, Predicate<Part> says) {
        List<Turn> merged = new ArrayList<>();
        for (Turn turn : turns) {
            List<Part> parts =
                    new ArrayList<>(turn.parts().stream().filter(says).toList());
            if (!merged.isEmpty() && merged.getLast().role() == turn.role()) {
                merged.getLast().parts().addAll(parts);
            } else if (!parts.isEmpty()) {
                merged.add(new Turn(turn.role(), parts));
            }
        }
        return merged;
    }
}
