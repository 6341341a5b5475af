package io.signalbox.gateway.journal.frame;

import java.util.Arrays;

/** A buffer one thread writes frame after frame into; grows to the largest frame and stays there. */
public final class FrameBuffer {
    private static final int BYTES_INITIAL = 4096;

    private byte[] content = new byte[BYTES_INITIAL];
    private int size;

    public void reset(int newSize) {
        size = 0;
        reserve(newSize);
        size = newSize;
    }

    public byte[] array() {
        return content;
    }

    public int size() {
        return size;
    }

    public void write(int one) {
        reserve(1);
        content[size++] = (byte) one;
    }

    public void write(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, content, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (size + more > content.length) {
            content = Arrays.copyOf(content, Math.max(content.length * 2, size + more));
        }
    }
}
