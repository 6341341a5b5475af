package io.signalbox.usage;

import static io.signalbox.usage.UsageExamples.ACME;
import static io.signalbox.usage.UsageExamples.CONFIGURATION;
import static io.signalbox.usage.UsageExamples.NOON;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.corrected;
import static io.signalbox.usage.UsageExamples.price;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.contracts.tenant.TenantEvent.ProjectOpened;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.contract.RedeliveryContract;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestService;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every inbox hears comes a second time: nothing is double, nothing goes back to what it was. */
class RedeliveryTest {
    private static final int RECORDS = 400;
    private static final PriceSet INPUT = price("input_tokens", "0.000000123");

    private static TestService service;

    @BeforeAll
    static void what_is_heard_once() {
        EmbeddedServices.kafka().empty();
        service = TestService.start(
                UsageServiceApplication.class, EmbeddedServices.postgres().database("usage"));
        EmbeddedServices.kafka().say(1, List.of(INPUT));
        Await.until(() -> count("copy_price") == 1);
        EmbeddedServices.kafka()
                .say(
                        1,
                        IntStream.range(0, RECORDS)
                                .mapToObj(RedeliveryTest::record)
                                .toList());
        Await.until(() -> count("ledger_entry") == RECORDS);
        EmbeddedServices.kafka().say(2, List.of(corrected(INPUT, "0.000000321")));
        Await.until(() -> count("ledger_entry where entry_no > 0") == RECORDS);
        Await.until(() -> count("rating_task") == 0);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void no_attempt_is_entered_twice_and_no_roll_up_grows() {
        RedeliveryContract.check(
                service,
                "usage.ledger",
                Topic.USAGE_RECORD,
                "ledger_entry",
                "usage_read.usage_rollup_hour",
                "usage_read.usage_rollup_tag_hour");
    }

    @Test
    void an_old_price_does_not_undo_its_correction_and_nothing_is_rated_again() {
        RedeliveryContract.check(
                service, "usage.prices", Topic.CATALOG, "copy_price", "price_generation", "ledger_entry");
    }

    @Test
    void an_old_name_of_a_configuration_does_not_come_back() {
        EmbeddedServices.kafka().say(1, List.of(configured("main")));
        EmbeddedServices.kafka().say(2, List.of(configured("renamed")));
        Await.until(() -> named("renamed"));
        RedeliveryContract.check(service, "usage.configurations", Topic.PROVIDER, "copy_name", "copy_subject");
    }

    @Test
    void an_old_name_of_a_project_does_not_come_back() {
        EmbeddedServices.kafka().say(1, List.of(new ProjectOpened(ACME, NamedId.of("project/1"), "search", NOON)));
        EmbeddedServices.kafka().say(2, List.of(new ProjectOpened(ACME, NamedId.of("project/1"), "finding", NOON)));
        Await.until(() -> named("finding"));
        RedeliveryContract.check(service, "usage.projects", Topic.TENANT, "copy_name", "copy_subject");
    }

    @Test
    void an_old_name_of_an_access_key_does_not_come_back() {
        EmbeddedServices.kafka().say(1, List.of(issued("app")));
        EmbeddedServices.kafka().say(2, List.of(issued("new app")));
        Await.until(() -> named("new app"));
        RedeliveryContract.check(service, "usage.access-keys", Topic.CREDENTIAL, "copy_name", "copy_subject");
    }

    @Test
    void a_model_that_is_gone_does_not_come_back() {
        EmbeddedServices.kafka().say(1, List.of(catalogued("small"), catalogued("large")));
        EmbeddedServices.kafka().say(2, List.of(new ModelWithdrawn(ACME, NamedId.of("model/small"), NOON)));
        Await.until(() -> count("copy_model where ended") == 1);
        RedeliveryContract.check(service, "usage.models", Topic.CATALOG, "copy_model");
    }

    private static UsageRecorded record(int number) {
        return attempt()
                .request("request " + number / 2)
                .number(1 + number % 2, number % 2 == 1)
                .used("input_tokens", 1 + number)
                .tagged(Map.of("team", "t" + number % 3))
                .at(NOON.plusSeconds(number))
                .record();
    }

    private static ModelCatalogued catalogued(String model) {
        return new ModelCatalogued(
                ACME,
                NamedId.of("model/" + model),
                CONFIGURATION,
                "openai",
                model,
                model,
                ModelFacts.ofType(ModelType.LLM),
                Lifecycle.AVAILABLE,
                false,
                true,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                NOON);
    }

    private static ProviderConfigured configured(String name) {
        return new ProviderConfigured(
                ACME,
                CONFIGURATION,
                name,
                "openai",
                "openai",
                "https://api.example.com/v1",
                null,
                null,
                Map.of(),
                Map.of(),
                "ada",
                null,
                Visibility.TENANT,
                true,
                TestStatus.SUCCESS,
                NOON);
    }

    private static AccessKeyIssued issued(String name) {
        return new AccessKeyIssued(
                ACME,
                UsageExamples.ACCESS_KEY,
                name,
                null,
                null,
                "a".repeat(64),
                "sbx_12345678",
                List.of(),
                List.of(),
                null,
                Map.of(),
                true,
                NOON,
                null);
    }

    private static boolean named(String name) {
        return count("copy_name where name = '" + name + "'") == 1;
    }

    private static int count(String what) {
        return service.bean("processorJdbc", JdbcClient.class)
                .sql("select count(*) from " + what)
                .query(Integer.class)
                .single();
    }
}
