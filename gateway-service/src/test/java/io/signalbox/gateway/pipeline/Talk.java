package io.signalbox.gateway.pipeline;

/** What providers and callers say to each other in these tests. */
final class Talk {
    static final String ASK = "{\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String ASK_STREAM =
            "{\"stream\":true,\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String ANSWER =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"small-2026\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}";
    static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    static final String HEL = chunk("{\"content\":\"hel\"}", "null");
    static final String LO = chunk("{\"content\":\"lo\"}", "null");
    static final String STOP = chunk("{}", "\"stop\"");
    static final String USAGE =
            "data: {\"id\":\"c1\",\"model\":\"small-2026\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,"
                    + "\"completion_tokens\":3,\"total_tokens\":15}}";
    static final String DONE = "data: [DONE]";
    static final String ERROR_EVENT =
            "data: {\"error\":{\"message\":\"boom\",\"type\":\"server_error\",\"code\":null}}";

    private Talk() {}

    private static String chunk(String delta, String finish) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"small-2026\",\"choices\":[{\"index\":0,\"delta\":"
                + delta + ",\"finish_reason\":" + finish + "}],\"usage\":null}";
    }

    static String error(String code, String type, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":\"" + code
                + "\"}}";
    }
}
