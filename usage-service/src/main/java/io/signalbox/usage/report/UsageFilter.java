package io.signalbox.usage.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which usage a report is about; absent is all of it. */
public record UsageFilter(
        @Nullable UUID configuration,
        @Nullable String model,
        @Nullable String user,
        @Nullable UUID project,
        @Nullable UUID accessKey) {
    /** All usage of the tenant. */
    public static final UsageFilter NONE = new UsageFilter(null, null, null, null, null);

    boolean isEmpty() {
        return equals(NONE);
    }

    /** The condition on a roll-up row. */
    String onRollup() {
        return condition("model");
    }

    /** The condition on a ledger entry. */
    String onLedger() {
        return condition("model_sent");
    }

    /** The values behind the conditions, by parameter. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new TreeMap<>();
        put(parameters, "configuration", configuration);
        put(parameters, "model", model);
        put(parameters, "user", user);
        put(parameters, "project", project);
        put(parameters, "accessKey", accessKey);
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private String condition(String modelColumn) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> given = parameters();
        Map<String, String> columns = Map.of(
                "configuration", "configuration_id",
                "model", modelColumn,
                "user", "user_id",
                "project", "project_id",
                "accessKey", "access_key_id");
        given.keySet().forEach(name -> conditions.add(columns.get(name) + " = :" + name));
        return String.join(" AND ", conditions);
    }
}
