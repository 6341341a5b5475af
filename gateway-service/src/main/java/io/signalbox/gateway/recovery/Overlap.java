package io.signalbox.gateway.recovery;

import java.util.Arrays;

/**
 * Joins where what is heard begins with the last words that were said: at the longest such place, so that an answer that
 * begins all over is recognised as one. A place shorter than {@code least} characters is chance, unless it is all that
 * was said. Holds back at most as much as was said.
 */
final class Overlap implements Seam {
    private final String said;
    private final int least;
    private final StringBuilder heard = new StringBuilder();
    /** Where in what was said all that was heard can still lie. */
    private int[] places = new int[0];

    private int alive;
    private int matched;
    private int longest;
    private boolean decided;

    Overlap(String said, int least) {
        this.said = said;
        this.least = least;
    }

    @Override
    public String add(String text) {
        if (decided) {
            return joined() ? text : "";
        }
        heard.append(text);
        while (!decided && matched < heard.length()) {
            step(heard.charAt(matched));
        }
        return decided ? rest() : "";
    }

    @Override
    public String end() {
        if (decided) {
            return "";
        }
        decided = true;
        return rest();
    }

    @Override
    public boolean joined() {
        return decided && (longest >= least || longest == said.length());
    }

    @Override
    public boolean impossible() {
        return decided && !joined();
    }

    private String rest() {
        return joined() ? heard.substring(longest) : "";
    }

    /** One character more; what ends with what was said is a place, and longer than those before. */
    private void step(char one) {
        if (matched == 0) {
            begin(one);
        } else {
            narrow(one);
        }
        matched++;
        if (alive > 0 && endsHere()) {
            longest = matched;
        }
        decided = alive == 0;
    }

    private void begin(char one) {
        places = new int[16];
        for (int at = said.indexOf(one); at >= 0; at = said.indexOf(one, at + 1)) {
            if (alive == places.length) {
                places = Arrays.copyOf(places, alive * 2);
            }
            places[alive++] = at;
        }
    }

    private void narrow(char one) {
        int kept = 0;
        for (int each = 0; each < alive; each++) {
            int at = places[each] + matched;
            if (at < said.length() && said.charAt(at) == one) {
                places[kept++] = places[each];
            }
        }
        alive = kept;
    }

    /** The last place is the one that reaches the end first; it can go no further. */
    private boolean endsHere() {
        boolean ends = places[alive - 1] + matched == said.length();
        if (ends) {
            alive--;
        }
        return ends;
    }
}
