package io.signalbox.credential.asking;

import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.BuiltInTypes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The providers a key can be given for directly, by any of their names, in any case. */
@Component
public final class Providers {
    private final Map<String, BuiltInType> byName = new HashMap<>();

    Providers() {
        BuiltInTypes.load().forEach(type -> {
            byName.put(type.type(), type);
            type.aliases().forEach(alias -> byName.put(alias.toLowerCase(Locale.ROOT), type));
        });
    }

    /** Refuses, at that field, a name nobody knows. */
    public BuiltInType named(String field, String name) {
        BuiltInType type = byName.get(name.strip().toLowerCase(Locale.ROOT));
        if (type == null) {
            TreeSet<String> names = new TreeSet<>();
            byName.values().forEach(known -> names.add(known.type()));
            throw ProviderRefusal.PROVIDER_UNKNOWN.refusedAt(field, name, String.join(", ", names));
        }
        return type;
    }
}
