package io.signalbox.kit.eventstore;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Finds a service's stored events by their {@link EventName}; two of one name refuse to start. */
public final class StoredEvents {
    private StoredEvents() {}

    /** By name, everything below that package. */
    public static Map<String, Class<?>> under(String basePackage) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(EventName.class));
        Map<String, Class<?>> events = new HashMap<>();
        scanner.findCandidateComponents(basePackage).forEach(candidate -> {
            Class<?> event = ClassUtils.resolveClassName(
                    String.valueOf(candidate.getBeanClassName()), StoredEvents.class.getClassLoader());
            EventName name = event.getAnnotation(EventName.class);
            if (name != null && events.put(name.value(), event) != null) {
                throw new IllegalStateException("two stored events are called '" + name.value() + "'");
            }
        });
        return Map.copyOf(events);
    }
}
