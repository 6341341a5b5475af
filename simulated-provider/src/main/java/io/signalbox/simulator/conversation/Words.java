package io.signalbox.simulator.conversation;

import java.util.ArrayList;
import java.util.List;

/** The tokenizer: a token is a word, a word is a run of characters above the space. Anybody can count along. */
public final class Words {
    /** What each message costs beside its words. */
    public static final int PER_MESSAGE = 4;
    /** What each offered tool costs, whatever its description. */
    public static final int PER_TOOL = 16;
    /** What each part that is not text costs: an image, a file, a sound. */
    public static final int PER_ATTACHMENT = 85;

    private Words() {}

    public static int count(CharSequence text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = text.charAt(i) > ' ';
            if (letter && !inside) {
                words++;
            }
            inside = letter;
        }
        return words;
    }

    static List<String> of(String text, int max) {
        List<String> words = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length() && words.size() < max; i++) {
            boolean letter = i < text.length() && text.charAt(i) > ' ';
            if (letter && from < 0) {
                from = i;
            } else if (!letter && from >= 0) {
                words.add(text.substring(from, i));
                from = -1;
            }
        }
        return words;
    }
}
