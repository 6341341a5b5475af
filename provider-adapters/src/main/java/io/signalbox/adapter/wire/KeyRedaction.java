package io.signalbox.adapter.wire;

import java.util.regex.Pattern;

/**
 * Makes a provider's words fit to be stored and shown: one line, at most 500 characters, and nothing that looks like a
 * key, for providers quote the refused key in their answer.
 */
public final class KeyRedaction {
    /** The longest message that is kept. */
    public static final int MESSAGE_MAX = 500;

    private static final int READ_MAX = 4_000;
    private static final String GONE = "***";
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final Pattern KEY = Pattern.compile(String.join(
            "|",
            "(?i:bearer|basic)\\s+[A-Za-z0-9._~+/=*-]{4,}",
            "\\b(?i:sk|rk|pk|gsk|tgp_v1|jina|sbx|hf|xai|nvapi|pplx|r8|fw|key)[-_][A-Za-z0-9_*-]{6,}",
            "\\bAIza[A-Za-z0-9_*-]{6,}",
            "\\beyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_.-]+",
            "(?<=[?&](?i:key|api_key|api-key|token)=)[^&\\s\"']+",
            "(?<=://)[^/@\\s]{1,200}@",
            "[A-Za-z0-9_-]*\\*{3,}[A-Za-z0-9_*-]*",
            "\\b[A-Za-z0-9_]{32,}\\b"));

    private KeyRedaction() {}

    /** The message as it may be kept. */
    public static String apply(String message) {
        String read = message.length() > READ_MAX ? message.substring(0, READ_MAX) : message;
        String plain = NOT_PLAIN.matcher(read).replaceAll(" ").strip();
        String safe = KEY.matcher(plain).replaceAll(GONE);
        return safe.length() > MESSAGE_MAX ? safe.substring(0, MESSAGE_MAX - 1) + "…" : safe;
    }
}
