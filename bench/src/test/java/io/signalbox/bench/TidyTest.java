package io.signalbox.bench;

import io.signalbox.testkit.tidy.TidyRules;
import org.junit.jupiter.api.Test;

class TidyTest {
    @Test
    void the_module_follows_the_house_style() {
        TidyRules.check("io.signalbox.bench");
    }
}
