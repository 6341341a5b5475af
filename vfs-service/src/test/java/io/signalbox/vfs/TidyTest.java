package io.signalbox.vfs;

import io.signalbox.testkit.tidy.TidyRules;
import org.junit.jupiter.api.Test;

class TidyTest {
    @Test
    void the_house_style_is_kept() {
        TidyRules.check("io.signalbox.vfs");
    }
}
