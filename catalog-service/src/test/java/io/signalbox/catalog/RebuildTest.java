package io.signalbox.catalog;

import static io.signalbox.catalog.RunningCatalog.ACME;
import static io.signalbox.catalog.RunningCatalog.discovered;
import static io.signalbox.catalog.RunningCatalog.gone;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Topic;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.contract.RebuildContract;
import io.signalbox.testkit.contract.RedeliveryContract;
import io.signalbox.testkit.contract.StoredHistory;
import io.signalbox.testkit.embedded.TestService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RebuildTest {
    /** Of models, prices, routes and defaults; together what a proof needs. */
    private static final int EVENTS_EACH = RebuildContract.EVENTS_MIN / 4;

    private static final RunningCatalog CATALOG = RunningCatalog.get();
    private static final TestService SERVICE = CATALOG.service();

    @BeforeAll
    static void a_history() {
        CatalogHistory history = new CatalogHistory(SERVICE.bean(Commands.class), 1);
        history.othersLongAgo(new StoredHistory(SERVICE), EVENTS_EACH);
        history.models(EVENTS_EACH);
        history.others(50);
    }

    @Test
    void the_unified_catalogue_comes_back_the_same() {
        RebuildContract.check(SERVICE, "catalog.model", () -> more(2).models(500), "catalogued_model");
    }

    @Test
    void the_typed_tables_come_back_the_same() {
        RebuildContract.check(SERVICE, "catalog.typed", () -> more(3).models(500), "openai_models", "anthropic_models");
    }

    @Test
    void the_price_book_comes_back_the_same() {
        RebuildContract.check(SERVICE, "catalog.pricebook", () -> more(4).others(50), "price");
    }

    @Test
    void the_routes_come_back_the_same() {
        RebuildContract.check(SERVICE, "catalog.route", () -> more(5).others(50), "route", "route_target");
    }

    @Test
    void the_defaults_come_back_the_same() {
        RebuildContract.check(SERVICE, "catalog.defaults", () -> more(6).others(50), "default_model");
    }

    @Test
    void records_that_come_again_change_nothing() {
        UUID configuration = CATALOG.configuration("again");
        CATALOG.tell(discovered(configuration, "again-small"));
        CATALOG.tell(discovered(configuration, "again-gone"));
        CATALOG.tell(gone(configuration, "again-gone"));
        Await.until(() -> !marked(configuration).isEmpty());
        RedeliveryContract.check(
                SERVICE,
                "catalog.inbox",
                Topic.PROVIDER,
                "copy_configuration",
                "copy_provider_type",
                "catalogued_model",
                "openai_models");
    }

    @Test
    void every_table_with_tenants_shows_nothing_to_whom_names_none() throws SQLException {
        try (Connection app = CATALOG.database().connect("app")) {
            List<String> tables = texts(app, """
                    select distinct table_name from information_schema.columns
                    where table_schema = 'public' and column_name = 'tenant'
                      and table_name not in ('published_state', 'idempotency_key', 'job')
                    order by 1
                    """);
            assertThat(tables).contains("catalogued_model", "openai_models", "anthropic_models", "price", "route");
            for (String table : tables) {
                assertThat(texts(app, "select count(*) from " + table))
                        .as(table)
                        .containsExactly("0");
            }
        }
    }

    @Test
    void a_typed_row_has_the_providers_own_fields_in_columns_of_their_types() {
        UUID configuration = CATALOG.configuration("typed");
        CATALOG.tell(discovered(configuration, "typed-small"));
        Await.untilAsserted(() -> assertThat(typed(configuration))
                .containsExactly(ACME + " typed-small system 2024-05-10 18:50:49+00 true"));
        CATALOG.tell(gone(configuration, "typed-small"));
        Await.untilAsserted(() -> assertThat(typed(configuration))
                .containsExactly(ACME + " typed-small system 2024-05-10 18:50:49+00 false"));
    }

    /** What the slowest of the read models shows last; commands follow the inbox, read models follow the commands. */
    private static List<String> marked(UUID configuration) {
        return rows("""
                select t.model_id from openai_models t join catalogued_model m using (tenant, configuration_id, model_id)
                where configuration_id = '%s' and gone_at is not null and lifecycle = 'gone'
                """.formatted(configuration));
    }

    private static List<String> typed(UUID configuration) {
        return rows("""
                select concat_ws(' ', tenant, id, owned_by, (created at time zone 'UTC')::text || '+00',
                    (gone_at is null)::text)
                from openai_models where configuration_id = '%s'
                """.formatted(configuration));
    }

    private static List<String> rows(String query) {
        try (Connection superuser = CATALOG.database().connectAsSuperuser()) {
            return texts(superuser, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CatalogHistory more(long seed) {
        return new CatalogHistory(SERVICE.bean(Commands.class), seed);
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
