package io.signalbox.kit.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class DatabasePropertiesTest {
    @Test
    void an_address_with_user_and_password_becomes_a_jdbc_address_and_the_password_of_roles_without_one() {
        var properties = new DatabaseProperties(
                "postgresql://somebody:p%40ss+word@db.example:6543/signalbox_usage?sslmode=require",
                null, "own", "", 10, 10);
        assertThat(properties.requiredUrl())
                .isEqualTo("jdbc:postgresql://db.example:6543/signalbox_usage?sslmode=require");
        assertThat(properties.passwordOf("owner")).isEqualTo("p@ss+word");
        assertThat(properties.passwordOf("app")).isEqualTo("own");
        assertThat(properties.passwordOf("processor")).isEqualTo("p@ss+word");
    }

    @Test
    void a_jdbc_address_stays_as_it_is() {
        var properties = new DatabaseProperties("jdbc:postgresql://localhost/x", null, null, null, 10, 10);
        assertThat(properties.requiredUrl()).isEqualTo("jdbc:postgresql://localhost/x");
    }

    @Test
    void a_missing_address_is_named_and_passwords_are_not_printed() {
        var missing = new DatabaseProperties("", "secret", null, null, 10, 10);
        assertThat(catchThrowable(missing::requiredUrl)).hasMessageContaining("SIGNALBOX_DATABASE_URL");
        assertThat(missing.toString()).doesNotContain("secret");
    }
}
