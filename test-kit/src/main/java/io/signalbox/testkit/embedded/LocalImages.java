package io.signalbox.testkit.embedded;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which container images this machine already has. Asked before Testcontainers is touched: with a daemon that cannot pull
 * it waits for minutes, and a test suite must not depend on somebody's registry.
 */
final class LocalImages {
    private static final int ANSWER_SECONDS_MAX = 3;

    private LocalImages() {}

    static boolean haveAll(List<String> images) {
        return images.stream().allMatch(LocalImages::have);
    }

    private static boolean have(String image) {
        try {
            Process asked = new ProcessBuilder("docker", "image", "inspect", image)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (asked.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                return asked.exitValue() == 0;
            }
            asked.destroyForcibly();
            return false;
        } catch (IOException e) {
            // No docker command: no images.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
