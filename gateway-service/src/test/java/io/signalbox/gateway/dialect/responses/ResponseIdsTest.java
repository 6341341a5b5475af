package io.signalbox.gateway.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.dialect.responses.ResponseIds.Origin;
import io.signalbox.gateway.grants.ReplicasKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ids that say who made a response, to nobody but the tenant they were given to. */
class ResponseIdsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Origin ORIGIN = new Origin(new UUID(1, 2), "models/größe", "resp_68af4030592c81938ec0a5fb");

    private static ResponseIds ids(int key) {
        return new ResponseIds(new ReplicasKey(new byte[] {(byte) key}));
    }

    @Test
    void whoever_has_the_key_reads_the_origin_again_and_the_same_origin_has_the_same_id() {
        String id = ids(1).of(ACME, ORIGIN);

        assertThat(id).matches("resp_[A-Za-z0-9_-]+");
        assertThat(ids(1).of(ACME, ORIGIN)).isEqualTo(id);
        assertThat(ids(1).origin(ACME, id)).hasValue(ORIGIN);
    }

    @Test
    void another_tenant_with_the_same_configuration_and_account_cannot_read_it() {
        String id = ids(1).of(ACME, ORIGIN);

        assertThat(ids(1).origin(new TenantId("acm"), id)).isEmpty();
        assertThat(ids(1).origin(new TenantId("rival"), id)).isEmpty();
    }

    @Test
    void another_key_cannot_read_it() {
        String id = ids(1).of(ACME, ORIGIN);

        assertThat(ids(2).origin(ACME, id)).isEmpty();
    }
}
