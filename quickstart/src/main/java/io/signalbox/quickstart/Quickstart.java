package io.signalbox.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code ./signalbox} calls for everything that needs more than a shell. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs one command; the first argument is the checkout, the rest is as typed. */
    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        Home home = Home.of(Path.of(words.removeFirst()).toAbsolutePath());
        try {
            System.exit(new Commands(home).run(words));
        } catch (Complaint complaint) {
            System.err.println("signalbox: " + complaint.sentence());
            System.exit(complaint.exit().code());
        }
    }
}
