package io.signalbox.gateway.dialect.openai;

import io.netty.buffer.ByteBuf;
import io.signalbox.gateway.conversation.OutgoingBody;
import java.util.Arrays;

/**
 * Replacements in a body, given from front to back: what lies between them is copied as it came. This is the only way a
 * same-dialect request is ever changed.
 */
final class Splices implements OutgoingBody {
    private static final int MOST = 4;

    private final byte[] source;
    private final int[] from = new int[MOST];
    private final int[] to = new int[MOST];
    private final byte[][] replacement = new byte[MOST][];
    private int count;
    private int growth;

    Splices(byte[] source) {
        this.source = source;
    }

    /** Puts {@code content} in the place of what stands there; nothing stands there when both ends are equal. */
    void replace(int start, int stop, byte[] content) {
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

    /** The body with all replacements made; the very same array when there is none. */
    byte[] spliced() {
        if (count == 0) {
            return source;
        }
        byte[] target = Arrays.copyOf(source, source.length + growth);
        int read = from[0];
        int written = from[0];
        for (int each = 0; each < count; each++) {
            System.arraycopy(replacement[each], 0, target, written, replacement[each].length);
            written += replacement[each].length;
            read = to[each];
            int next = each + 1 < count ? from[each + 1] : source.length;
            System.arraycopy(source, read, target, written, next - read);
            written += next - read;
        }
        return target;
    }
}
