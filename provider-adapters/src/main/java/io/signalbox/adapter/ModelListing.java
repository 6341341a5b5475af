package io.signalbox.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a provider's model list, page by page. */
public interface ModelListing {
    /** The call for the first page. */
    HttpCall first(Connection connection);

    /**
     * Reads a successful reply.
     *
     * @param call what was answered; the next page is asked for with the same headers
     * @throws UnreadableAnswerException when it is not what the provider's format promises
     */
    Page read(HttpCall call, HttpReply reply);

    /** Models of one page and the call for the next; null when there is none. */
    record Page(List<ListedModel> models, @Nullable HttpCall next) {}
}
