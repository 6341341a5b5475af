package io.signalbox.charts;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The objects a rendering came to. Paths go through maps by name and through lists by number: {@code spec.ports.0.port}. */
record Rendered(List<Map<String, Object>> objects) {
    Map<String, Object> object(String kind, String name) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")) && name.equals(at(object, "metadata.name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " among " + names()));
    }

    List<String> names() {
        return objects.stream()
                .map(object -> object.get("kind") + " " + at(object, "metadata.name"))
                .toList();
    }

    /** Pod templates of everything that runs, by name. */
    Map<String, Map<String, Object>> pods() {
        return objects.stream()
                .filter(object -> List.of("Deployment", "StatefulSet", "Job").contains(object.get("kind")))
                .collect(toUnmodifiableMap(
                        object -> (String) at(object, "metadata.name"),
                        object -> map((Map<?, ?>) at(object, "spec.template.spec"))));
    }

    Map<String, Object> pod(String name) {
        Map<String, Object> pod = pods().get(name);
        if (pod == null) {
            throw new AssertionError("nothing runs as " + name + " among " + names());
        }
        return pod;
    }

    static List<Map<String, Object>> containers(Map<String, Object> pod) {
        List<Map<String, Object>> containers = new ArrayList<>();
        for (String kind : List.of("initContainers", "containers")) {
            if (pod.get(kind) instanceof List<?> list) {
                list.forEach(container -> containers.add(map((Map<?, ?>) container)));
            }
        }
        return containers;
    }

    /** Environment of a container as Kubernetes would set it; a name that stands twice fails. */
    static Map<String, String> environment(Map<String, Object> container) {
        return ((List<?>) container.getOrDefault("env", List.of()))
                .stream()
                        .map(entry -> map((Map<?, ?>) entry))
                        .collect(toUnmodifiableMap(
                                entry -> (String) at(entry, "name"), entry -> (String) at(entry, "value")));
    }

    static Object at(Object root, String path) {
        Object here = root;
        for (String step : path.split("\\.", -1)) {
            Object next =
                    here instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) here).get(step);
            here = Objects.requireNonNull(next, () -> "there is no " + path + " in " + root);
        }
        return here;
    }

    static Map<String, Object> map(Map<?, ?> any) {
        return any.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(toUnmodifiableMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
    }
}
