package io.signalbox.gateway.inbox;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway follows the state topics.
 *
 * @param copyFile where the state rests on disk
 * @param compileInterval at most one snapshot in this time
 * @param saveInterval at most one copy in this time, ends of keys excepted
 * @param checkInterval how often Kafka is asked whether it is still the same and nothing is missing
 * @param staleAfter without an answer from Kafka for this long, what is held no longer counts as the latest
 */
@ConfigurationProperties("signalbox.gateway.inbox")
public record InboxProperties(
        Path copyFile,
        @DefaultValue("100ms") Duration compileInterval,
        @DefaultValue("1s") Duration saveInterval,
        @DefaultValue("5s") Duration checkInterval,
        @DefaultValue("15s") Duration staleAfter) {
    /** The usual intervals, with the copy in that file. */
    public static InboxProperties at(Path copyFile) {
        return new InboxProperties(
                copyFile, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15));
    }
}
