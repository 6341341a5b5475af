package io.signalbox.gateway.journal.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What earlier runs left behind.
 *
 * @param open attempts that were opened and never closed: their process is gone
 * @param unacknowledged ends Kafka may not have
 * @param torn frames cut off because a crash left only a part of them
 */
record Replay(Map<AttemptKey, Frame> open, long unacknowledged, int torn) {
    /** Reads all segments, oldest first, and cuts off what is torn. */
    static Replay of(List<Segment> segments, Position acknowledged) throws IOException {
        Map<AttemptKey, Frame> open = new LinkedHashMap<>();
        long unacknowledged = 0;
        int torn = 0;
        for (Segment segment : segments) {
            SegmentReader reader = new SegmentReader(segment, 0);
            Position at = new Position(segment.number(), 0);
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                switch (frame.type()) {
                    case OPENED -> open.put(frame.key(), frame);
                    case CLOSED -> {
                        open.remove(frame.key());
                        unacknowledged += at.compareTo(acknowledged) >= 0 ? 1 : 0;
                    }
                }
                at = new Position(segment.number(), reader.position());
            }
            if (!reader.atEnd()) {
                segment.cutAt(reader.position());
                torn++;
            }
        }
        return new Replay(open, unacknowledged, torn);
    }
}
