package io.signalbox.quickstart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every process the quickstart knows. {@code SERVICES} is all control-plane services in one JVM. */
enum Part {
    KAFKA,
    POSTGRES,
    SIMULATOR,
    SERVICES,
    PROVIDER,
    CATALOG,
    CREDENTIAL,
    USAGE,
    VFS,
    GATEWAY;

    /** The control-plane services, one by one. */
    static final List<Part> EACH_SERVICE = List.of(CREDENTIAL, PROVIDER, CATALOG, USAGE, VFS);

    /** Those the demo is made with; the first of {@link #EACH_SERVICE}, so that it can be made while the others start. */
    static final List<Part> CONFIGURED = List.of(CREDENTIAL, PROVIDER, CATALOG);

    /** As it is typed and as its files are called. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the order they are started; stopped in reverse. */
    static List<Part> running(boolean processes) {
        return processes
                ? List.of(POSTGRES, KAFKA, SIMULATOR, CREDENTIAL, PROVIDER, CATALOG, USAGE, VFS, GATEWAY)
                : List.of(POSTGRES, KAFKA, SIMULATOR, SERVICES, GATEWAY);
    }

    static Part named(String label, boolean processes) {
        return running(processes).stream()
                .filter(part -> part.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new Complaint(
                        Complaint.Exit.USAGE,
                        "There is no part '" + label + "' here; the parts are "
                                + Arrays.toString(running(processes).stream()
                                        .map(Part::label)
                                        .toArray())
                                + (processes ? "." : " (single services only with 'up --processes').")));
    }
}
