package io.signalbox.provider.probe;

import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.Refusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.provider.calling.ProviderCalls;
import io.signalbox.provider.configuration.ConfigurationCommand.RecordTest;
import io.signalbox.provider.configuration.ConfigurationState;
import io.signalbox.provider.configuration.Configurations;
import io.signalbox.provider.configuration.Credentials;
import io.signalbox.provider.type.ProviderTypes;
import io.signalbox.provider.type.TypeDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/configurations/:id/test}, and what earlier tests said. */
@RestController
@RequestMapping("/api/configurations/{id}")
class ConnectionTestController {
    /** A result younger than this is given again instead of calling the provider. */
    static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** Real calls a tenant may cause in a minute. */
    static final int TESTS_PER_MINUTE_MAX = 10;

    private final Prober prober;
    private final Configurations configurations;
    private final ProviderTypes types;
    private final Credentials credentials;
    private final Commands commands;
    private final TenantTransaction tenants;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConnectionTestController(
            Prober prober,
            Configurations configurations,
            ProviderTypes types,
            Credentials credentials,
            Commands commands,
            TenantTransaction tenants,
            JdbcClient jdbc,
            Clock clock) {
        this.prober = prober;
        this.configurations = configurations;
        this.types = types;
        this.credentials = credentials;
        this.commands = commands;
        this.tenants = tenants;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @PostMapping("/test")
    TestResult test(Caller caller, @PathVariable UUID id) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR);
        ConfigurationState configuration = tenants.in(caller.tenant(), () -> configurations.required(id));
        Instant now = clock.instant();
        Instant tested = configuration.lastTested();
        if (tested != null && tested.isAfter(now.minus(REMEMBERED))) {
            return new TestResult(
                    configuration.testStatus(), configuration.latencyMs(), configuration.testMessage(), tested);
        }
        limit(caller, now);
        TypeDefinition type = tenants.in(caller.tenant(), () -> types.required(configuration.provider()));
        Secret key = configuration.credentialId() == null
                ? null
                : credentials
                        .reveal(caller.tenant(), configuration.credentialId())
                        .orElse(null);
        Prober.Result result = prober.probe(
                type,
                ProviderCalls.connection(
                        type, configuration.baseUrl(), configuration.headers(), configuration.configuration()),
                key);
        TestStatus status = result.verdict().valid() ? TestStatus.SUCCESS : TestStatus.FAILED;
        String message = result.verdict().message() == null
                ? "The provider answered."
                : result.verdict().message();
        commands.send(new RecordTest(caller.tenant(), id, status, result.latencyMillis(), message, now));
        return new TestResult(status.name().toLowerCase(Locale.ROOT), result.latencyMillis(), message, now);
    }

    /** What earlier tests said, newest first; at most {@link #HISTORY_MAX}. */
    @GetMapping("/health")
    Page<TestResult> history(Caller caller, @PathVariable UUID id) {
        return tenants.in(caller.tenant(), () -> {
            configurations.required(id);
            List<TestResult> rows = jdbc.sql("""
                            select status, latency_millis, message, at from connection_test
                            where configuration_id = ? order by sequence desc limit ?
                            """)
                    .params(id, HISTORY_MAX)
                    .query((row, number) -> new TestResult(
                            row.getString(1).toLowerCase(Locale.ROOT),
                            row.getLong(2),
                            row.getString(3),
                            row.getTimestamp(4).toInstant()))
                    .list();
            return new Page<>(rows, null);
        });
    }

    /** Most tests the history shows. */
    static final int HISTORY_MAX = 100;

    private void limit(Caller caller, Instant now) {
        long recent = tenants.in(
                caller.tenant(),
                () -> jdbc.sql("select count(*) from connection_test where at > ?")
                        .param(java.sql.Timestamp.from(now.minus(Duration.ofMinutes(1))))
                        .query(Long.class)
                        .single());
        if (recent >= TESTS_PER_MINUTE_MAX) {
            throw ProbeRefusal.TESTS_TOO_MANY.refused(TESTS_PER_MINUTE_MAX);
        }
    }

    /** What a test said. */
    record TestResult(
            String status,
            @Nullable Long latencyMs,
            @Nullable String message,
            Instant testedAt) {}

    /** Every reason not to test. */
    enum ProbeRefusal implements Refusal {
        TESTS_TOO_MANY(Kind.LIMITED, "More than %s connection tests in a minute.", "Wait a minute.");

        private final Kind kind;
        private final String detail;
        private final String remedy;

        ProbeRefusal(Kind kind, String detail, String remedy) {
            this.kind = kind;
            this.detail = detail;
            this.remedy = remedy;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public String detail() {
            return detail;
        }

        @Override
        public String remedy() {
            return remedy;
        }
    }
}
