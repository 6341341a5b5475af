package io.signalbox.vfs.running;

import io.signalbox.contracts.TenantId;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Content as lines; one piece and one line are in memory. */
record InputFile(Contents contents, TenantId tenant, StoredContent content) {
    /** Gives each line to {@code reader} until it wants no more; false when content is gone or a line is too long. */
    boolean read(int lineMax, Predicate<String> reader) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int number = 0; (long) number * Contents.PIECE_BYTES_MAX < content.bytes(); number++) {
            byte[] piece = contents.piece(tenant, content, number).orElse(null);
            if (piece == null) {
                return false;
            }
            int begin = 0;
            for (int at = 0; at < piece.length; at++) {
                if (piece[at] == '\n') {
                    line.write(piece, begin, at - begin);
                    begin = at + 1;
                    if (!reader.test(line.toString(StandardCharsets.UTF_8))) {
                        return true;
                    }
                    line.reset();
                }
            }
            line.write(piece, begin, piece.length - begin);
            if (line.size() > lineMax) {
                return false;
            }
        }
        if (line.size() > 0) {
            boolean ignored = reader.test(line.toString(StandardCharsets.UTF_8));
        }
        return true;
    }
}
