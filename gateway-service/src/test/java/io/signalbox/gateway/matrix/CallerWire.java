package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How a caller of one dialect reads what it gets. A new dialect of callers is one of these and a sheet of its name. */
interface CallerWire {
    List<CallerWire> ALL = List.of(new ChatWire(), new MessagesWire());

    /** Of its sheet. */
    String name();

    /** In the words of the document. */
    String title();

    /** A stream put together as an application's SDK does: in the form of a whole answer. */
    JsonNode assembled(List<JsonNode> events);
}
