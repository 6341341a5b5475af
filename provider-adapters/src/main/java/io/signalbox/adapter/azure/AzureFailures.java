package io.signalbox.adapter.azure;

import io.signalbox.adapter.Failure;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.HeaderLookup;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenAI's errors; how long to wait stands in words where no header tells it. */
final class AzureFailures implements FailureReader {
    private static final Pattern WAIT = Pattern.compile("retry after (\\d{1,6}) second", Pattern.CASE_INSENSITIVE);

    private final FailureReader openAi;

    AzureFailures(FailureReader openAi) {
        this.openAi = openAi;
    }

    @Override
    public Failure read(int status, HeaderLookup headers, byte[] body) {
        Failure failure = openAi.read(status, headers, body);
        Matcher wait = WAIT.matcher(failure.message());
        return failure.retryAfter() == null && wait.find()
                ? new Failure(
                        failure.kind(),
                        failure.status(),
                        failure.message(),
                        failure.code(),
                        Duration.ofSeconds(Long.parseLong(wait.group(1))))
                : failure;
    }
}
