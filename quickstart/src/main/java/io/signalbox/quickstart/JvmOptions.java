package io.signalbox.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What our JVMs are started with; public, so that whatever is compared with one of them can be given the same. */
public final class JvmOptions {
    /** The gateway's own, besides the common ones. */
    public static final List<String> GATEWAY = List.of("-Xmx384m");

    private JvmOptions() {}

    /** Small, and with a class archive that the JVM writes at its first orderly end and starts faster from ever after. */
    public static List<String> common(Path archive) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:ReservedCodeCacheSize=96m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= 24) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }
}
