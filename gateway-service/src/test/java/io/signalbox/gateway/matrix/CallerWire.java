package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a caller of one dialect reads what it gets. A new dialect of callers is one of these, listed by {@link Sheet}, and a
 * sheet of its name.
 */
interface CallerWire {
    /** Of its sheet. */
    String name();

    /** In the words of the document. */
    String title();

    /**
     * A stream put together as an application's SDK does: in the form of a whole answer. Throws an assertion error where
     * its events do not follow each other as the dialect has them.
     */
    JsonNode assembled(String stream);

    /** The simplest question there is, with a text. */
    default ObjectNode question(String text) {
        ObjectNode question = JsonNodeFactory.instance.objectNode().put("max_tokens", 64);
        question.putArray("messages").addObject().put("role", "user").put("content", text);
        return question;
    }

    /** Whether a stream that goes through to a provider of OpenAI's is asked for its usage. */
    default boolean usageIsAskedFor() {
        return true;
    }
}
