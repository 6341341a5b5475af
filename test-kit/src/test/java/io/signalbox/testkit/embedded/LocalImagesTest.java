package io.signalbox.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalImagesTest {
    @Test
    void an_image_that_is_not_here_is_not_waited_for() {
        assertThat(LocalImages.haveAll(List.of("signalbox.invalid/there/is/no:such-image")))
                .isFalse();
    }
}
