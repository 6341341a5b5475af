package io.signalbox.gateway.conversation;

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

    private static final String EVENT_STREAM = "text/event-stream";

    /** Of what is said in JSON. A provider that does not name the type of its stream is believed to have understood. */
    public static AnswerShape usual(boolean streamed, @Nullable String contentType) {
        return streamed && (contentType == null || isEventStream(contentType)) ? EVENTS : WHOLE;
    }

    /** Whether a content type names a stream of events. */
    public static boolean isEventStream(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM);
    }
}
