package io.signalbox.gateway.recovery;

/** Where the rest of an answer begins in what another target says: what was told already is not told again. */
interface Seam {
    /** Takes in more of what it says and gives what of it is new; empty until the place is found, and when there is none. */
    String add(String text);

    /** It will say no more. */
    String end();

    /** Whether the place is found. */
    boolean joined();

    /** Whether there is none: what it says does not go on from where the caller is. */
    boolean impossible();
}
