package io.signalbox.gateway.dialect;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * The ids of tool calls in OpenAI's messages, for a server that takes only ids of one length: a conversation that another
 * provider began can go on there. One id always becomes the same other one, so that a result still finds its call.
 */
final class CallIds {
    static final String MESSAGES = "messages";

    private static final String RESULT = "tool_call_id";
    private static final String CALLS = "tool_calls";
    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

    private final JsonScanner scanner;
    private final int length;
    private final Map<Span, byte[]> replaced;

    /** Replacements are added to {@code replaced}, by where they belong. */
    CallIds(JsonScanner scanner, int length, Map<Span, byte[]> replaced) {
        this.scanner = scanner;
        this.length = length;
        this.replaced = replaced;
    }

    /** Reads the value the scanner stands on; it then stands on its end. */
    void read() throws MalformedJsonException {
        if (scanner.currentToken() != JsonToken.START_ARRAY) {
            scanner.skipChildren();
            return;
        }
        while (scanner.nextToken() != JsonToken.END_ARRAY) {
            fields(RESULT);
        }
    }

    /** An object with an id in this field, perhaps with calls. */
    private void fields(String idField) throws MalformedJsonException {
        if (scanner.currentToken() != JsonToken.START_OBJECT) {
            scanner.skipChildren();
            return;
        }
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            if (name.equals(idField) && scanner.currentToken() == JsonToken.VALUE_STRING) {
                id(scanner.text());
            } else if (name.equals(CALLS) && scanner.currentToken() == JsonToken.START_ARRAY) {
                while (scanner.nextToken() != JsonToken.END_ARRAY) {
                    fields("id");
                }
            } else {
                scanner.skipChildren();
            }
        }
    }

    private void id(String id) {
        boolean fits =
                id.length() == length && id.chars().allMatch(each -> each < 128 && Character.isLetterOrDigit(each));
        if (!fits) {
            byte[] other = ("\"" + other(id) + "\"").getBytes(StandardCharsets.US_ASCII);
            replaced.put(new Span(scanner.tokenStart(), scanner.tokenEnd()), other);
        }
    }

    private String other(String id) {
        BigInteger number = new BigInteger(1, digest(id));
        BigInteger base = BigInteger.valueOf(DIGITS.length);
        StringBuilder other = new StringBuilder(length);
        while (other.length() < length) {
            BigInteger[] divided = number.divideAndRemainder(base);
            other.append(DIGITS[divided[1].intValue()]);
            number = divided[0];
        }
        return other.toString();
    }

    private static byte[] digest(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
