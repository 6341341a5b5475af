package io.signalbox.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private static final String STREAM = "{\"a\":1}\n\n{\"ö\":2}\r\n{\"c\":3}";

    private final List<String> lines = new ArrayList<>();

    private void keep(SseEvent event) {
        lines.add(new String(event.bytes(), event.offset(), event.length(), StandardCharsets.UTF_8));
    }

    @Test
    void lines_are_the_same_however_the_network_cuts_them() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            lines.clear();
            LineSplitter splitter = new LineSplitter(100);

            splitter.feed(Unpooled.copiedBuffer(bytes, 0, cut), this::keep);
            splitter.feed(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut), this::keep);
            splitter.finish(this::keep);

            assertThat(lines).as("cut at %d", cut).containsExactly("{\"a\":1}", "{\"ö\":2}", "{\"c\":3}");
        }
    }

    @Test
    void a_line_without_an_end_is_held_up_to_a_size() {
        LineSplitter splitter = new LineSplitter(10);

        assertThat(splitter.feed(Unpooled.wrappedBuffer(new byte[10]), this::keep))
                .isTrue();
        assertThat(splitter.feed(Unpooled.wrappedBuffer(new byte[1]), this::keep))
                .isFalse();
        assertThat(lines).isEmpty();
    }
}
