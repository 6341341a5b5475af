package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.file.Unfinished.Ended;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.gateway.journal.frame.FrameBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Marks ride with the next frame, in its {@code write()}: a system call of their own would cost more than all else that
 * is done for them. One that is lost with the process makes an answer that was received one that was interrupted, with
 * the same usage and cost; the other way round cannot happen. Whoever finds the journal idle writes what still waits.
 */
final class Marks {
    /** Of marks and the frame they ride with; a larger frame goes alone. */
    static final int BYTES_MAX = 64 * 1024;

    private static final int RIDING_MAX = BYTES_MAX / 2;

    private record Mark(Frame.Type type, Ended end) {}

    private final Queue<Mark> waiting = new ConcurrentLinkedQueue<>();
    private final FrameBuffer one = new FrameBuffer();
    private final ByteBuffer together = ByteBuffer.allocateDirect(BYTES_MAX);
    private int taken;

    /** Takes no lock, so that whoever has delivered a reply never waits for somebody else's write. */
    void add(Frame.Type type, Ended end) {
        waiting.add(new Mark(type, end));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Puts together what rides next; returns how many bytes it is. From here to {@link #write} under one lock. */
    int gather() {
        together.clear();
        taken = 0;
        if (waiting.peek() != null) {
            for (Mark mark : waiting) {
                Frame.begin(
                        one,
                        mark.type(),
                        mark.end().key(),
                        mark.end().at(),
                        mark.end().tenant());
                together.put(Frame.finish(one));
                taken++;
                if (together.position() > RIDING_MAX) {
                    break;
                }
            }
        }
        return together.position();
    }

    /** Writes what was gathered, and the frame behind it. When that fails, the marks still wait. */
    void write(Segment segment, ByteBuffer frame) throws IOException {
        if (taken == 0) {
            segment.append(frame);
            return;
        }
        segment.append(together.put(frame).flip());
        for (int i = 0; i < taken; i++) {
            waiting.remove();
        }
    }
}
