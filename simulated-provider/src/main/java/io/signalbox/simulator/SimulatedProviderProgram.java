package io.signalbox.simulator;

import java.io.IOException;
import java.util.List;

/** The program: runs a simulator until it is told to end. Exit codes: 0 ended, 2 could not start, and why in one sentence. */
public final class SimulatedProviderProgram {
    private static final int CANNOT_START = 2;

    private SimulatedProviderProgram() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(CommandLine.HELP);
            return;
        }
        try {
            SimulatedProvider provider =
                    SimulatedProvider.start(CommandLine.settings(List.of(arguments), System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(provider), "simulated-provider-end"));
            System.out.println("simulated-provider: listening on " + provider.url());
        } catch (CommandLine.UsageException e) {
            refuse(e.getMessage() + "; --help lists the options.");
        } catch (IOException | IllegalArgumentException e) {
            refuse(e.getMessage() + ".");
        }
    }

    private static void end(SimulatedProvider provider) {
        try {
            provider.close();
        } catch (IOException e) {
            System.err.println("simulated-provider: " + e.getMessage());
        }
    }

    private static void refuse(String sentence) {
        System.err.println("simulated-provider: " + sentence);
        System.exit(CANNOT_START);
    }
}
