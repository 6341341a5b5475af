package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.gateway.journal.frame.ToldAnew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What earlier runs left behind: their process is gone, and with it whoever could have said how the rest ended. */
final class Replay {
    private record Undelivered(Frame end, boolean counted) {}

    private final Map<AttemptKey, Frame> open = new LinkedHashMap<>();
    private final Map<UUID, Undelivered> undelivered = new LinkedHashMap<>();
    private long unacknowledged;
    private int torn;

    private Replay() {}

    /** Reads all segments, oldest first, and cuts off what is torn: a lost host may do that to several. */
    static Replay of(List<Segment> segments, Position acknowledged) throws IOException {
        Replay replay = new Replay();
        for (Segment segment : segments) {
            SegmentReader reader = new SegmentReader(segment, 0);
            Position at = new Position(segment.number(), 0);
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                replay.read(frame, at.compareTo(acknowledged) >= 0);
                at = new Position(segment.number(), reader.position());
            }
            if (!reader.atEnd()) {
                segment.cutAt(reader.position());
                replay.torn++;
            }
        }
        return replay;
    }

    private void read(Frame frame, boolean ahead) {
        UUID request = frame.key().requestId();
        switch (frame.type()) {
            case OPENED -> {
                open.put(frame.key(), frame);
                undelivered.computeIfPresent(request, (id, left) -> isOf(left, frame) ? left : null);
            }
            case CLOSED -> undelivered.put(request, new Undelivered(frame, ended(frame, ahead)));
            case FINAL -> ended(frame, ahead);
            case DELIVERED, ABANDONED ->
                undelivered.computeIfPresent(request, (id, left) -> isOf(left, frame) ? null : left);
        }
    }

    /** Counts an end that Kafka may not have, once however often it was written. */
    private boolean ended(Frame end, boolean ahead) {
        open.remove(end.key());
        Undelivered earlier = undelivered.remove(end.key().requestId());
        boolean again = earlier != null && isOf(earlier, end) && earlier.counted();
        unacknowledged += ahead && !again ? 1 : 0;
        return ahead || again;
    }

    private static boolean isOf(Undelivered left, Frame frame) {
        return left.end().key().equals(frame.key());
    }

    /** The ends of all that was left open or undelivered, to be written now; each is one more Kafka does not have. */
    List<Frame> interruptedEnds() throws IOException {
        List<Frame> ends = new ArrayList<>();
        for (Frame left : open.values()) {
            ends.add(
                    new Frame(Frame.Type.FINAL, left.key(), left.at(), left.tenant(), left.traceParent(), left.body()));
        }
        for (Undelivered left : undelivered.values()) {
            ends.add(ToldAnew.interrupted(left.end()));
        }
        return ends;
    }

    /** Ends Kafka does not have, with those of {@link #interruptedEnds}. */
    long unacknowledged() {
        long counted =
                undelivered.values().stream().filter(Undelivered::counted).count();
        return unacknowledged - counted + open.size() + undelivered.size();
    }

    /** Places where a crash left only a part of a frame. */
    int torn() {
        return torn;
    }
}
