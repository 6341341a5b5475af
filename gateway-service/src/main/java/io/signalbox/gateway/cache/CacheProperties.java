package io.signalbox.gateway.cache;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What bounds the answers that are kept, {@code signalbox.gateway.cache.*}.
 *
 * @param sizeMax of all of them in this replica; the ones not asked for make room
 * @param answerMax of one; a larger one is not kept
 * @param waitersMax callers that wait for one answer; further ones ask for themselves
 */
@ConfigurationProperties("signalbox.gateway.cache")
public record CacheProperties(
        @DefaultValue("64MB") DataSize sizeMax,
        @DefaultValue("1MB") DataSize answerMax,
        @DefaultValue("1000") int waitersMax) {
    /** As they are unless something else is said. */
    public static final CacheProperties DEFAULT =
            new CacheProperties(DataSize.ofMegabytes(64), DataSize.ofMegabytes(1), 1000);
}
