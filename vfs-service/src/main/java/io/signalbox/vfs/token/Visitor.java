package io.signalbox.vfs.token;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.Caller;
import java.util.UUID;

/** Who calls where sessions are entered: a controller method takes it as a parameter. */
public sealed interface Visitor {
    TenantId tenant();

    /** As it is written down with what it changes. */
    String name();

    /** A user of the tenant, or a service acting for it. */
    record User(Caller caller) implements Visitor {
        @Override
        public TenantId tenant() {
            return caller.tenant();
        }

        @Override
        public String name() {
            return caller.subject();
        }
    }

    /** Whoever holds the token of that session. */
    record TokenHolder(TenantId tenant, UUID sessionId) implements Visitor {
        @Override
        public String name() {
            return "token";
        }
    }
}
