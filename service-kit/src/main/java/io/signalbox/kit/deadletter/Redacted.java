package io.signalbox.kit.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A failure's words without what may be content of the record: quoted text, numbers of many digits, source excerpts. */
final class Redacted {
    private static final int LENGTH_MAX = 500;

    private Redacted() {}

    static String message(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String words = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        if (words == null) {
            return "";
        }
        String safe = words.replaceAll("\"[^\"]*\"", "\"***\"")
                .replaceAll("'[^']*'", "'***'")
                .replaceAll("=\\([^)]*\\)", "=(***)")
                .replaceAll("\\b(?:sk|sbx|key)[-_][A-Za-z0-9_-]{6,}", "***")
                .replace("\u0000", "?");
        return safe.length() <= LENGTH_MAX ? safe : safe.substring(0, LENGTH_MAX);
    }
}
