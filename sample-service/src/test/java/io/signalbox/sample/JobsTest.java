package io.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.jobs.Jobs;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.testkit.embedded.TestService;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JobsTest {
    private static final TenantId ACME = new TenantId("acme");

    private static TestService service;

    @BeforeAll
    static void start() {
        TestDatabase database = EmbeddedServices.postgres().database("sample");
        service = TestService.start(SampleServiceApplication.class, database);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_job_that_fails_is_done_again_until_it_is_done() {
        add(new SampleJobs.Errand("succeeds the second time", 1));
        Await.until(() -> attempts("succeeds the second time") == 2 && waiting() == 0);
    }

    @Test
    void a_job_that_never_succeeds_ends_as_failed_and_says_no_content() {
        add(new SampleJobs.Errand("never", 100));
        Await.until(() -> count("select count(*) from job where state = 'failed'") == 1);
        assertThat(attempts("never")).isEqualTo(SampleJobs.ATTEMPTS_MAX);
        assertThat(jdbc().sql("select last_error from job where state = 'failed'")
                        .query(String.class)
                        .single())
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void a_job_promised_in_a_transaction_that_fails_was_never_promised() {
        var transactions =
                new TransactionTemplate(service.bean("processorTransactions", PlatformTransactionManager.class));
        Throwable failure = catchThrowable(() -> transactions.executeWithoutResult(status -> {
            add(new SampleJobs.Errand("taken back", 0));
            throw new IllegalStateException("no");
        }));
        assertThat(failure).hasMessage("no");
        add(new SampleJobs.Errand("marker", 0));
        Await.until(() -> attempts("marker") == 1);
        assertThat(attempts("taken back")).isZero();
    }

    @Test
    void a_second_promise_of_the_same_id_is_the_same_promise() {
        UUID id = UUID.randomUUID();
        for (int number = 0; number < 2; number++) {
            service.bean(Jobs.class)
                    .add(id, SampleJobs.KIND, ACME, new SampleJobs.Errand("once", 0), Duration.ofMillis(300));
        }
        Await.until(() -> attempts("once") == 1 && waiting() == 0);
    }

    private static void add(SampleJobs.Errand errand) {
        service.bean(Jobs.class).add(SampleJobs.KIND, ACME, errand);
    }

    private static int attempts(String name) {
        return service.bean(SampleJobs.class).attempts(name);
    }

    private static int waiting() {
        return count("select count(*) from job where state = 'waiting'");
    }

    private static int count(String query) {
        return jdbc().sql(query).query(Integer.class).single();
    }

    private static JdbcClient jdbc() {
        return service.bean("processorJdbc", JdbcClient.class);
    }
}
