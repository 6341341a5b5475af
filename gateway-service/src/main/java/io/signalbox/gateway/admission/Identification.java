package io.signalbox.gateway.admission;

import io.signalbox.gateway.snapshot.AccessKey;

/** What is known of a caller. */
public sealed interface Identification {
    /** A key that may be used now. */
    record Identified(AccessKey key) implements Identification {}

    /** A caller that is refused. */
    record Refused(GatewayRefusal refusal) implements Identification {}

    /** A genuine key the snapshot does not know, while the snapshot may be behind: who could tell has to be asked. */
    record Unheard(String hash) implements Identification {}
}
