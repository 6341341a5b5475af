package io.signalbox.catalog.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words an enumeration has in the tree of a route. */
final class Words {
    private Words() {}

    static <E extends Enum<E>> Optional<E> one(Class<E> type, JsonNode word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(word.textValue()))
                .findFirst();
    }

    static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
