package io.signalbox.gateway.conversation;

import io.signalbox.adapter.StreamFraming;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a success comes back. */
public enum AnswerShape {
    /** As one piece, which is read before anything of it is released. */
    WHOLE,
    /** As events, which are read one by one. */
    EVENTS,
    /** As bytes that nobody here can read: they pass as they come. */
    BYTES;

    /** Of what is said in JSON. A provider that does not name the type of its stream is believed to have understood. */
    public static AnswerShape usual(boolean streamed, @Nullable String contentType, StreamFraming framing) {
        return streamed && (contentType == null || is(contentType, framing)) ? EVENTS : WHOLE;
    }

    /** Whether a content type names a stream of events. */
    public static boolean isEventStream(@Nullable String contentType) {
        return contentType != null && is(contentType, StreamFraming.EVENTS);
    }

    private static boolean is(String contentType, StreamFraming framing) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(framing.mediaType());
    }
}
