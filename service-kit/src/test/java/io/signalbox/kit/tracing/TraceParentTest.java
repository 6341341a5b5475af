package io.signalbox.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String HEADER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void what_is_written_is_what_was_read() {
        SpanContext place = TraceParent.read(HEADER);

        assertThat(place.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(place.isRemote()).isTrue();
        assertThat(TraceParent.write(place)).isEqualTo(HEADER);
        assertThat(TraceParent.asksToBeFollowed(HEADER)).isTrue();
    }

    @Test
    void a_later_version_is_read_as_far_as_it_is_known() {
        assertThat(TraceParent.read("01" + HEADER.substring(2) + "-more").isSampled())
                .isTrue();
    }

    @Test
    void a_place_nobody_follows_is_not_written() {
        String header = HEADER.replace("-01", "-00");

        assertThat(TraceParent.asksToBeFollowed(header)).isFalse();
        assertThat(TraceParent.write(TraceParent.read(header))).isNull();
        assertThat(TraceParent.write(TraceParent.read(null))).isNull();
        assertThat(TraceParent.followed(header)).isNull();
        assertThat(TraceParent.followed(HEADER)).isEqualTo(HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319C-b7ad6b7169203331-0",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-zzf7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void what_cannot_be_understood_is_no_place(String header) {
        assertThat(TraceParent.read(header).isValid()).isFalse();
    }
}
