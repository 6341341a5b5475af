package io.signalbox.kit.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

class DatabaseAwayTest {
    @Test
    void a_rollback_on_a_broken_connection_is_the_databases_trouble_and_not_the_records() {
        SQLException closed = new SQLException("Connection is closed");

        assertThat(DatabaseWiring.isDatabaseAway(new TransactionSystemException("Could not roll back", closed)))
                .isTrue();
    }

    @Test
    void a_broken_rule_of_the_database_is_not() {
        assertThat(DatabaseWiring.isDatabaseAway(new SQLException("check", "23514")))
                .isFalse();
    }
}
