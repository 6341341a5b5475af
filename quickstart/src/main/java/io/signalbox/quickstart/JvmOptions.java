package io.signalbox.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What our JVMs are started with; public, so that whatever is compared with one of them can be given the same. */
public final class JvmOptions {
    /** The gateway's own, besides the common ones. */
    public static final List<String> GATEWAY = List.of("-Xmx384m");

    /** From here on an archive holds linked classes and what was found worth compiling, too, not only loaded classes. */
    private static final int AOT_CACHE_SINCE = 25;

    private JvmOptions() {}

    /** Small. An archive that does not fit is nothing to talk about: the start is slower, that is all. */
    public static List<String> common() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:ReservedCodeCacheSize=96m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:cds*=off",
                "-Dfile.encoding=UTF-8"));
        if (feature() >= 24) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (feature() >= AOT_CACHE_SINCE) {
            options.add("-Xlog:aot*=off");
        }
        return options;
    }

    /** A class archive that the JVM writes at its first orderly end and starts faster from ever after. */
    public static List<String> growing(Path archive) {
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
    }

    /** Writes an archive at the end. */
    static List<String> recording(Path archive) {
        return List.of((feature() >= AOT_CACHE_SINCE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
    }

    /** Starts from an archive that was recorded. */
    static List<String> from(Path archive) {
        return List.of((feature() >= AOT_CACHE_SINCE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
    }

    private static int feature() {
        return Runtime.version().feature();
    }
}
