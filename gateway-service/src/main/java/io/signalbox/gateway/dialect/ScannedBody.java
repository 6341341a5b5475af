package io.signalbox.gateway.dialect;

import io.signalbox.gateway.dialect.RequestScan.OwnField;
import java.util.Arrays;

/**
 * A request body as it came, and the outline that tells where to change it.
 *
 * @param bytes without the mark that some put in front of UTF-8
 */
public record ScannedBody(byte[] bytes, RequestOutline outline) {
    private static final int BYTES_PER_TOKEN = 4;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Scans a body; throws a refusal when it is none. */
    public static ScannedBody of(byte[] body, OwnField own) {
        byte[] text = startsWithMark(body) ? Arrays.copyOfRange(body, BYTE_ORDER_MARK.length, body.length) : body;
        return new ScannedBody(text, RequestScan.of(text, own));
    }

    /** Whether it has this top-level field. */
    public boolean names(String field) {
        return outline.names().contains(field);
    }

    /** Whether these bytes stand anywhere in it: only for what is asked rarely, and where a name alone says enough. */
    public boolean contains(byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /** Tokens by rule of thumb. */
    public long tokensEstimate() {
        return Math.max(1, bytes.length / BYTES_PER_TOKEN);
    }

    private static boolean startsWithMark(byte[] body) {
        return body.length >= BYTE_ORDER_MARK.length
                && body[0] == BYTE_ORDER_MARK[0]
                && body[1] == BYTE_ORDER_MARK[1]
                && body[2] == BYTE_ORDER_MARK[2];
    }
}
