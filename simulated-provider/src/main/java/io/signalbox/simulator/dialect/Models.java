package io.signalbox.simulator.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models a dialect lists, in order; a test may add and remove some while it runs. Ids that begin with {@code sim-} are
 * served without being listed.
 */
public final class Models {
    private final Map<String, ListedModel> listed = new LinkedHashMap<>();

    public Models(List<ListedModel> first) {
        first.forEach(model -> listed.put(model.id(), model));
    }

    public synchronized List<ListedModel> all() {
        return new ArrayList<>(listed.values());
    }

    public synchronized Optional<ListedModel> find(String id) {
        return Optional.ofNullable(listed.get(id));
    }

    public synchronized void add(String id) {
        listed.putIfAbsent(id, ListedModel.chat(id, id));
    }

    public synchronized void remove(String id) {
        listed.remove(id);
    }

    /** The model asked for is there, or the caller is told 404 as a provider does. */
    public void require(String id) {
        if (!id.startsWith("sim-") && find(id).isEmpty()) {
            throw unknown(id);
        }
    }

    public ListedModel get(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    private static ProviderErrorException unknown(String id) {
        return new ProviderErrorException(
                ProviderError.NOT_FOUND, "The model `" + id + "` does not exist or you do not have access to it.");
    }
}
