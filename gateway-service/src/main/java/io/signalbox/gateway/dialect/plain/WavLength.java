package io.signalbox.gateway.dialect.plain;

import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.metering.AttemptMeters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** How long a recording is, of the one kind of file whose beginning tells it. */
final class WavLength {
    private static final int CHUNKS_MAX = 16;
    private static final int MILLIS_DIGITS = 3;

    private WavLength() {}

    /**
     * The seconds of a WAV file, as an estimate of what they are billed; of other files one request, so that an entry
     * whose length nobody told is without a price and not without a cost.
     */
    static AttemptMeters of(byte[] bytes, int from, int to) {
        BigDecimal seconds =
                seconds(ByteBuffer.wrap(bytes, from, to - from).slice().order(ByteOrder.LITTLE_ENDIAN));
        return seconds.signum() > 0
                ? AttemptMeters.of(Meter.SECONDS, seconds, true)
                : AttemptMeters.of(Meter.REQUESTS, BigDecimal.ONE, true);
    }

    private static BigDecimal seconds(ByteBuffer file) {
        if (file.remaining() < 12
                || !tag(file, 0).equals("RIFF")
                || !tag(file, 8).equals("WAVE")) {
            return BigDecimal.ZERO;
        }
        long at = 12;
        long bytesPerSecond = 0;
        for (int chunk = 0; chunk < CHUNKS_MAX && at + 8 <= file.limit(); chunk++) {
            String tag = tag(file, (int) at);
            long size = Integer.toUnsignedLong(file.getInt((int) at + 4));
            if (tag.equals("fmt ") && at + 20 <= file.limit()) {
                bytesPerSecond = Integer.toUnsignedLong(file.getInt((int) at + 16));
            } else if (tag.equals("data") && bytesPerSecond > 0) {
                long sound = Math.min(size, file.limit() - at - 8);
                return BigDecimal.valueOf(sound)
                        .divide(BigDecimal.valueOf(bytesPerSecond), MILLIS_DIGITS, RoundingMode.HALF_UP);
            }
            at += 8 + size + (size & 1);
        }
        return BigDecimal.ZERO;
    }

    private static String tag(ByteBuffer file, int at) {
        byte[] tag = new byte[4];
        file.get(at, tag);
        return new String(tag, StandardCharsets.ISO_8859_1);
    }
}
