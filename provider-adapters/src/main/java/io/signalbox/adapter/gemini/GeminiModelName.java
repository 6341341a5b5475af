package io.signalbox.adapter.gemini;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a model's name says: where it is called, and of which generation it is, for the third generation changed how
 * thinking is asked for and what has to come back (ai.google.dev/gemini-api/docs/thinking, .../thought-signatures).
 */
record GeminiModelName(String name) {
    static final String PREFIX = "models/";

    private static final String TUNED = "tunedModels/";
    private static final Pattern BEFORE_THREE = Pattern.compile("gemini-[12]\\b.*");

    /** The model's path; what a tenant calls a model must not become another path. */
    String path() {
        return name.startsWith(TUNED)
                ? "/" + TUNED + escaped(name.substring(TUNED.length()))
                : "/" + PREFIX + escaped(bare());
    }

    /** As it stands in a body: what it is in front of its name. */
    String full() {
        return name.startsWith(TUNED) ? name : PREFIX + bare();
    }

    /** Of the generations that think by a budget of tokens and not by a level. */
    boolean isBeforeThree() {
        return BEFORE_THREE.matcher(bare()).matches();
    }

    /** Refuses its own tool calls when they come back unsigned. */
    boolean demandsSignatures() {
        return bare().startsWith("gemini-") && !isBeforeThree();
    }

    private String bare() {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
