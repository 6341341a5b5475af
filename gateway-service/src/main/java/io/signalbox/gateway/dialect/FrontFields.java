package io.signalbox.gateway.dialect;

import io.signalbox.gateway.conversation.ReadyTarget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields that do not stand in a body yet, put in front of all that do. */
public final class FrontFields {
    /** What a template may not decide: which model is asked, and how the answer travels. */
    private static final Set<String> OURS = Set.of("model", "stream", "stream_options");

    private final RequestOutline outline;
    private @Nullable ByteArrayOutputStream fields;

    FrontFields(RequestOutline outline) {
        this.outline = outline;
    }

    /** Adds a field of a plain name; the value is JSON. */
    public void add(String name, byte[] value) {
        ByteArrayOutputStream into = fields();
        into.writeBytes(("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
        into.writeBytes(value);
        into.write(',');
    }

    /** Adds the target's defaults of which the body says nothing. */
    void addDefaults(ReadyTarget target) {
        Set<String> names = target.rules().namesOf(outline.names());
        for (ReadyTarget.Field field : target.fields()) {
            if (!names.contains(field.name()) && !OURS.contains(field.name())) {
                ByteArrayOutputStream into = fields();
                into.writeBytes(field.json());
                into.write(',');
            }
        }
    }

    /** Puts them in; {@code removed} of the fields that stand in the body are taken out of it. */
    void splice(Splices splices, int removed) {
        if (fields != null) {
            byte[] all = fields.toByteArray();
            byte[] separated = outline.names().size() == removed ? Arrays.copyOf(all, all.length - 1) : all;
            splices.replace(outline.inside(), outline.inside(), separated);
        }
    }

    private ByteArrayOutputStream fields() {
        ByteArrayOutputStream into = fields;
        if (into == null) {
            into = new ByteArrayOutputStream();
            fields = into;
        }
        return into;
    }
}
