package io.signalbox.kit.eventstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.NullUnmarked;

/** Stores events under their {@link EventName}; everything else Axon stores (tokens, metadata) keeps its own name. */
@NullUnmarked
final class NamedEventSerializer extends JacksonSerializer {
    private final Map<String, Class<?>> byName;
    private final Map<Class<?>, String> byClass = new HashMap<>();

    private NamedEventSerializer(Builder builder, Map<String, Class<?>> byName) {
        super(builder);
        this.byName = byName;
        byName.forEach((name, event) -> byClass.put(event, name));
    }

    static NamedEventSerializer of(ObjectMapper json, Map<String, Class<?>> events) {
        return new NamedEventSerializer(JacksonSerializer.builder().objectMapper(json), Map.copyOf(events));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        String name = byClass.get(type);
        return name == null ? super.typeForClass(type) : new SimpleSerializedType(name, null);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        Class<?> event = byName.get(type.getName());
        return event == null ? super.classForType(type) : event;
    }
}
