package io.signalbox.adapter;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Every adapter on the class path, by name. */
public final class Adapters {
    private final Map<String, ProviderAdapter> byName;

    private Adapters(Map<String, ProviderAdapter> byName) {
        this.byName = byName;
    }

    /** Loads all; two of one name are a packaging mistake and refuse to start. */
    public static Adapters load() {
        Map<String, ProviderAdapter> found = new TreeMap<>();
        for (ProviderAdapter adapter : ServiceLoader.load(ProviderAdapter.class, Adapters.class.getClassLoader())) {
            ProviderAdapter earlier = found.put(adapter.name(), adapter);
            if (earlier != null) {
                throw new IllegalStateException("two adapters are called '" + adapter.name() + "'");
            }
        }
        return new Adapters(Map.copyOf(found));
    }

    /** The adapter of that name. */
    public Optional<ProviderAdapter> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    public Map<String, ProviderAdapter> all() {
        return byName;
    }
}
