package io.signalbox.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.dialect.anthropic.AnthropicRequest;
import io.signalbox.gateway.snapshot.RoutePlan;
import io.signalbox.gateway.snapshot.RoutePlanNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerKeyTest {
    private static final byte[] BODY = "{\"model\":\"again\",\"messages\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final Instant DEFINED = Instant.parse("2026-11-01T00:00:00Z");

    private static AnswerKey key(String tenant, Instant defined, HttpHeaders headers) {
        RoutePlan plan = new RoutePlan(
                "again",
                new RoutePlanNode.Priority(List.of()),
                Deadlines.DEFAULT,
                1,
                null,
                null,
                new RoutePlan.Kept(Duration.ofMinutes(1), defined));
        CallerRequest request = AnthropicRequest.read(Operation.CHAT, headers, BODY);
        return AnswerKey.of(new TenantId(tenant), request, plan, headers, BODY.clone());
    }

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            headers.add(namesAndValues[at], namesAndValues[at + 1]);
        }
        return headers;
    }

    @Test
    void the_same_question_has_the_same_key_whoever_of_the_tenant_asks() {
        AnswerKey ada = key("acme", DEFINED, headers("authorization", "Bearer ada", "user-agent", "a"));

        AnswerKey ben = key("acme", DEFINED, headers("authorization", "Bearer ben", "user-agent", "b"));

        assertThat(ben).isEqualTo(ada).hasSameHashCodeAs(ada);
    }

    @Test
    void tenants_definitions_and_versions_of_the_format_are_kept_apart() {
        AnswerKey plain = key("acme", DEFINED, headers());

        List<AnswerKey> others = List.of(
                key("other", DEFINED, headers()),
                key("acme", DEFINED.plusMillis(1), headers()),
                key("acme", DEFINED, headers("anthropic-beta", "context-1m-2025-08-07")),
                key("acme", DEFINED, headers("x-signalbox-cost", "true")));

        assertThat(others).doesNotContain(plain).doesNotHaveDuplicates();
    }
}
