package io.signalbox.credential;

import io.signalbox.testkit.tidy.TidyRules;
import org.junit.jupiter.api.Test;

class TidyTest {
    @Test
    void this_module_is_tidy() {
        TidyRules.check("io.signalbox.credential");
    }
}
