package io.signalbox.kit.egress;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of outgoing calls.
 *
 * @param allow ranges (CIDR) that may be called although they are not public; empty by default
 * @param connectionsMax connections per host and port
 * @param pendingMax calls that may wait for a connection
 * @param pendingTimeout how long a call may wait for one
 * @param responseSizeMax largest answer of a control-plane call
 */
@ConfigurationProperties("signalbox.egress")
public record EgressProperties(
        @DefaultValue List<String> allow,
        @DefaultValue("500") int connectionsMax,
        @DefaultValue("1000") int pendingMax,
        @DefaultValue("5s") Duration pendingTimeout,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("8MB") DataSize responseSizeMax) {
    public EgressProperties {
        allow = List.copyOf(allow);
        allow.forEach(NetworkRange::parse);
        if (connectionsMax < 1 || pendingMax < 1) {
            throw new IllegalArgumentException("signalbox.egress needs at least one connection and one waiting call");
        }
    }
}
