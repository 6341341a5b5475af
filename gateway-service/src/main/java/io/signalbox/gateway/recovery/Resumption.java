package io.signalbox.gateway.recovery;

/**
 * For a target that was given the beginning of the answer and goes on from there. Blanks at the end of a beginning are
 * refused by some and were left out: if the caller has them, they must come first.
 */
final class Resumption implements Seam {
    private final String blanks;
    private final StringBuilder heard = new StringBuilder();
    private boolean joined;
    private boolean impossible;

    Resumption(String blanks) {
        this.blanks = blanks;
        this.joined = blanks.isEmpty();
    }

    @Override
    public String add(String text) {
        if (joined) {
            return text;
        }
        heard.append(text);
        if (heard.length() < blanks.length()) {
            impossible |= !blanks.startsWith(heard.toString());
            return "";
        }
        joined = !impossible && heard.indexOf(blanks) == 0;
        impossible = !joined;
        return joined ? heard.substring(blanks.length()) : "";
    }

    @Override
    public String end() {
        impossible |= !joined;
        return "";
    }

    @Override
    public boolean joined() {
        return joined;
    }

    @Override
    public boolean impossible() {
        return impossible;
    }
}
