package io.signalbox.gateway.portions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.dialect.Span;
import io.signalbox.gateway.dialect.Splices;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to all portions of a request as the one answer to it: the first, with the vectors of the others behind its
 * own, each counted on, and the usage of all. Vectors are copied as they came.
 */
final class JoinedAnswer {
    private JoinedAnswer() {}

    static ByteBuf of(List<VectorList> answers) {
        VectorList first = answers.getFirst();
        Splices splices = new Splices(first.bytes());
        splices.replace(first.end(), first.end(), vectors(answers));
        Span usage = first.usage();
        if (usage != null) {
            splices.replace(usage.from(), usage.to(), used(answers).toString().getBytes(StandardCharsets.UTF_8));
        }
        ByteBuf joined = Unpooled.buffer(splices.length());
        splices.writeTo(joined);
        return joined;
    }

    private static byte[] vectors(List<VectorList> answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int before = answers.getFirst().size();
        for (VectorList list : answers.subList(1, answers.size())) {
            for (VectorList.Row row : list.rows()) {
                out.write(',');
                row(list.bytes(), row, before, out);
            }
            before += list.size();
        }
        return out.toByteArray();
    }

    private static void row(byte[] bytes, VectorList.Row row, int before, ByteArrayOutputStream out) {
        Span index = row.index();
        int from = row.whole().from();
        if (index != null) {
            out.write(bytes, from, index.from() - from);
            long counted = before + number(bytes, index);
            out.writeBytes(Long.toString(counted).getBytes(StandardCharsets.US_ASCII));
            from = index.to();
        }
        out.write(bytes, from, row.whole().to() - from);
    }

    private static long number(byte[] bytes, Span at) {
        try {
            JsonScanner scanner = new JsonScanner(bytes, at.from(), at.length());
            scanner.nextToken();
            return scanner.wholeNumber();
        } catch (MalformedJsonException impossible) {
            throw new IllegalStateException("a number that was read is none", impossible);
        }
    }

    private static ObjectNode used(List<VectorList> answers) {
        ObjectNode sum = JsonNodeFactory.instance.objectNode();
        answers.forEach(list -> add(sum, list.used()));
        return sum;
    }

    /** What one does not know nobody knows of all: a cost of null stays null. */
    private static void add(ObjectNode sum, @Nullable JsonNode more) {
        if (more == null) {
            return;
        }
        more.properties().forEach(field -> {
            JsonNode known = sum.get(field.getKey());
            JsonNode value = field.getValue();
            if (known == null) {
                sum.set(field.getKey(), value.deepCopy());
            } else if (known instanceof ObjectNode inner && value.isObject()) {
                add(inner, value);
            } else if (known.isNumber() && value.isNumber()) {
                sum.put(field.getKey(), known.decimalValue().add(value.decimalValue()));
            } else if (value.isNull()) {
                sum.putNull(field.getKey());
            }
        });
    }
}
