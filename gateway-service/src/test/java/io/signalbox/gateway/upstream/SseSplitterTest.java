package io.signalbox.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A stream is the same events however the network cuts it. */
class SseSplitterTest {
    private static final int LARGE = 1 << 20;

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private static List<String> events(String stream, int pieceLength) {
        List<String> events = new ArrayList<>();
        Consumer<SseEvent> collect =
                event -> events.add(event.name() + "=" + text(event.bytes(), event.offset(), event.length()));
        SseSplitter splitter = new SseSplitter(LARGE);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += pieceLength) {
            splitter.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(pieceLength, bytes.length - at)), collect);
        }
        splitter.finish(collect);
        return events;
    }

    @Provide
    Arbitrary<List<String>> payloads() {
        return Arbitraries.strings()
                .withChars('a', 'ö', ':', ' ', '{', '"', '€')
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 500)
    void the_cuts_of_the_network_change_nothing(
            @ForAll("payloads") List<String> payloads,
            @ForAll @IntRange(min = 1, max = 9) int pieceLength,
            @ForAll @IntRange(min = 0, max = 2) int ending) {
        String newline = List.of("\n", "\r\n", "\r").get(ending);
        StringBuilder stream = new StringBuilder(": hello" + newline + newline);
        payloads.forEach(each -> stream.append("event: e")
                .append(newline)
                .append("data: ")
                .append(each)
                .append(newline)
                .append(newline));

        List<String> events = events(stream.toString(), pieceLength);

        assertThat(events).isEqualTo(payloads.stream().map(each -> "e=" + each).toList());
    }

    @Test
    void several_data_lines_are_one_event() {
        assertThat(events("data: a\ndata:b\n\ndata: c\n\n", 3)).containsExactly("null=a\nb", "null=c");
    }

    @Test
    void an_event_without_its_blank_line_counts_at_the_end() {
        assertThat(events("data: a\n\ndata: b", 4)).containsExactly("null=a", "null=b");
    }

    @Test
    void the_frame_is_the_event_as_it_came() {
        List<String> frames = new ArrayList<>();
        SseSplitter splitter = new SseSplitter(LARGE);

        splitter.feed(
                Unpooled.copiedBuffer("id: 7\r\ndata: a\r\n\r\ndata: b\n\n", StandardCharsets.UTF_8),
                event -> frames.add(text(event.frame(), event.frameOffset(), event.frameLength())));

        assertThat(frames).containsExactly("id: 7\r\ndata: a\r\n\r\n", "data: b\n\n");
    }

    @Test
    void an_event_that_does_not_end_is_too_large_one_byte_above_the_limit() {
        SseSplitter splitter = new SseSplitter(8);

        boolean exactly = splitter.feed(Unpooled.copiedBuffer("data: 78", StandardCharsets.UTF_8), event -> {});
        boolean above = splitter.feed(Unpooled.copiedBuffer("9", StandardCharsets.UTF_8), event -> {});

        assertThat(exactly).isTrue();
        assertThat(above).isFalse();
    }
}
