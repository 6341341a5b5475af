package io.signalbox.gateway.dialect;

import io.netty.buffer.ByteBuf;
import io.signalbox.gateway.conversation.OutgoingBody;
import java.util.Arrays;

/**
 * Replacements in a body, given from front to back: what lies between them is copied as it came. This is the only way a
 * same-dialect request is ever changed.
 */
public final class Splices implements OutgoingBody {
    private static final int USUAL = 4;

    private final byte[] source;
    private int[] from = new int[USUAL];
    private int[] to = new int[USUAL];
    private byte[][] replacement = new byte[USUAL][];
    private int count;
    private int growth;

    public Splices(byte[] source) {
        this.source = source;
    }

    /** Puts {@code content} in the place of what stands there; nothing stands there when both ends are equal. */
    public void replace(int start, int stop, byte[] content) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            replacement = Arrays.copyOf(replacement, count * 2);
        }
        int at = count;
        while (at > 0 && from[at - 1] > start) {
            from[at] = from[at - 1];
            to[at] = to[at - 1];
            replacement[at] = replacement[at - 1];
            at--;
        }
        from[at] = start;
        to[at] = stop;
        replacement[at] = content;
        count++;
        growth += content.length - (stop - start);
    }

    @Override
    public int length() {
        return source.length + growth;
    }

    @Override
    public void writeTo(ByteBuf out) {
        int read = 0;
        for (int each = 0; each < count; each++) {
            out.writeBytes(source, read, from[each] - read).writeBytes(replacement[each]);
            read = to[each];
        }
        out.writeBytes(source, read, source.length - read);
    }
}
