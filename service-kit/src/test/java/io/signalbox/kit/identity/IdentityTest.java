package io.signalbox.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdentityTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void ids_of_one_millisecond_increase_and_say_their_time() {
        var ids = new TimeOrderedIds(Clock.fixed(NOON, ZoneOffset.UTC), new SecureRandom());
        UUID previous = ids.next();
        assertThat(previous.version()).isEqualTo(7);
        assertThat(previous.variant()).isEqualTo(2);
        assertThat(previous.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
        Set<UUID> seen = new HashSet<>(Set.of(previous));
        for (int i = 0; i < 10_000; i++) {
            UUID next = ids.next();
            assertThat(next.toString()).isGreaterThan(previous.toString());
            assertThat(seen.add(next)).isTrue();
            previous = next;
        }
    }

    @Test
    void a_named_id_is_the_one_of_the_standard() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        // The example of RFC 9562, appendix A.4.
        assertThat(NamedId.of(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
        assertThat(NamedId.of("provider-type/openai")).isEqualTo(NamedId.of("provider-type/openai"));
    }

    @Test
    void a_secret_is_printed_nowhere() throws Exception {
        Secret secret = Secret.of("sk-very-secret");
        assertThat(secret.toString()).isEqualTo("***");
        assertThat("%s".formatted(secret)).doesNotContain("very");
        assertThat(new ObjectMapper().writeValueAsString(secret)).isEqualTo("\"***\"");
        assertThat(new ObjectMapper().readValue("\"sk-x\"", Secret.class).reveal())
                .isEqualTo("sk-x");
    }

    @Test
    void an_erased_secret_cannot_be_used() {
        Secret secret = Secret.of("sk-very-secret");
        secret.erase();
        assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
    }
}
