package io.signalbox.kit.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a JSON body, in the caller's terms: the field by its path and the form it should have. Nothing of
 * the body is repeated, because a body may hold secrets, and nothing of our classes.
 */
public final class BodyFault {
    private static final Pattern MISSING =
            Pattern.compile("(?:Missing (?:required )?|Null value for )creator property '([^']+)'");
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '([^']+)'");
    private static final int CHOICES_SHOWN_MAX = 40;

    private BodyFault() {}

    /** The refusal for a failure of reading JSON. */
    public static RefusedException of(JsonProcessingException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case InvalidTypeIdException kind ->
                StandardRefusal.FIELD_INVALID.refusedAt(path(kind), path(kind), "there is no such kind");
            case ValueInstantiationException refusedByValue -> value(refusedByValue);
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case JsonMappingException mapping when mapping.getCause() instanceof RefusedException refused -> refused;
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException inner -> of(inner);
            case JsonMappingException mapping ->
                StandardRefusal.FIELD_INVALID.refusedAt(path(mapping), path(mapping), "it cannot be read");
            default -> syntax(fault);
        };
    }

    private static RefusedException unknown(UnrecognizedPropertyException fault) {
        Collection<Object> known = Objects.requireNonNullElse(fault.getKnownPropertyIds(), List.of());
        String choices = known.stream()
                .map(String::valueOf)
                .sorted()
                .limit(CHOICES_SHOWN_MAX)
                .collect(Collectors.joining(", "));
        return StandardRefusal.FIELD_UNKNOWN.refusedAt(path(fault), path(fault), choices);
    }

    private static RefusedException value(ValueInstantiationException fault) {
        return switch (fault.getCause()) {
            case RefusedException refused -> refused;
            // Our value types say in this message which rule the value broke.
            case IllegalArgumentException rule
            when rule.getMessage() != null ->
                StandardRefusal.FIELD_INVALID.refusedAt(path(fault), path(fault), rule.getMessage());
            case null, default ->
                StandardRefusal.FIELD_INVALID.refusedAt(path(fault), path(fault), "something in it is missing");
        };
    }

    private static RefusedException mismatch(MismatchedInputException fault) {
        Matcher missing = MISSING.matcher(String.valueOf(fault.getOriginalMessage()));
        if (missing.find()) {
            String field = path(fault).endsWith(missing.group(1)) ? path(fault) : child(path(fault), missing.group(1));
            return StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        if (fault.getPath().isEmpty()
                && String.valueOf(fault.getOriginalMessage()).contains("No content")) {
            return StandardRefusal.BODY_MISSING.refused();
        }
        String field = path(fault);
        return StandardRefusal.FIELD_TYPE.refusedAt(field, field, form(fault.getTargetType()));
    }

    private static RefusedException syntax(JsonProcessingException fault) {
        Matcher duplicate = DUPLICATE.matcher(String.valueOf(fault.getOriginalMessage()));
        if (duplicate.find()) {
            return StandardRefusal.FIELD_DUPLICATE.refusedAt(duplicate.group(1), duplicate.group(1));
        }
        JsonLocation at = fault.getLocation();
        return StandardRefusal.BODY_MALFORMED.refused(
                at == null ? "it cannot be read" : "line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    private static String path(JsonMappingException fault) {
        String path = fault.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path.isEmpty() ? "body" : path;
    }

    private static String child(String parent, String name) {
        return parent.equals("body") ? name : parent + "." + name;
    }

    static String form(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time like 2026-01-31T12:00:00Z";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another form";
    }
}
