package io.signalbox.gateway.dialect.responses.output;

import io.signalbox.adapter.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of one request has been told by the stream it sees: only that one's content was let go. Needed to end a
 * stream that breaks as this format ends one. Confined to the request's event loop.
 */
public final class Told {
    private @Nullable Stream seen;

    /** One stream so far, seen or not. */
    public static final class Stream {
        private String id = "";
        private String model = "";
        private long createdAt;
        private int next;
        private @Nullable Usage usage;

        /** It has begun. */
        public void begun(String asId, String asModel, long atSecond) {
            id = asId;
            model = asModel;
            createdAt = atSecond;
        }

        /** The number of the next event. */
        public int next() {
            return next++;
        }

        /** What it has used so far. */
        public void used(@Nullable Usage reported) {
            usage = reported;
        }

        /** As the caller knows it; empty until it does. */
        public String id() {
            return id;
        }

        /** That answers. */
        public String model() {
            return model;
        }

        /** In seconds. */
        public long createdAt() {
            return createdAt;
        }

        /** Null while none was reported. */
        public @Nullable Usage usage() {
            return usage;
        }
    }

    /** This stream has content. */
    public void sees(Stream stream) {
        seen = stream;
    }

    /** Null while the caller has seen none. */
    public @Nullable Stream seen() {
        return seen;
    }
}
