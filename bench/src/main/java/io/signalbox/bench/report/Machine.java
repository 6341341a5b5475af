package io.signalbox.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When and on what something was measured, and how busy that was before anything of ours ran. */
public final class Machine {
    private final double loadBefore;

    /** Looks at the machine's load; to be made before anything is started. */
    public Machine() {
        loadBefore = system().getSystemLoadAverage();
    }

    public String describe() {
        return String.format(
                "%s, %d cores (%s), %.0f GB, %s %s, JVM %s %s; load average before the start %.1f.",
                LocalDate.now(ZoneOffset.UTC),
                system().getAvailableProcessors(),
                model(),
                system().getTotalMemorySize() / 1e9,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.vm.vendor"),
                Runtime.version(),
                loadBefore);
    }

    private static OperatingSystemMXBean system() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static String model() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }
}
