package io.signalbox.provider.type;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider type as data: everything needed to call any provider that speaks a known adapter's wire format.
 *
 * @param type its name, lower case
 * @param adapter the wire format
 * @param aliases other names it is asked for by
 * @param settings what every configuration's settings begin with; its own win
 * @param credentialRequired whether it cannot be called without a key
 */
public record TypeDefinition(
        String type,
        String displayName,
        String adapter,
        List<String> aliases,
        @Nullable String baseUrl,
        String authHeader,
        String authPrefix,
        Map<String, String> headers,
        Map<String, Object> requestTemplate,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> settings,
        List<String> features,
        List<String> requiredEnvironment,
        boolean credentialRequired,
        boolean builtIn) {
    /** A definition stored before there were settings has none. */
    public TypeDefinition {
        settings = Objects.requireNonNullElse(settings, Map.of());
    }

    /** The id of a tenant's type of that name: one name, one type, without anybody keeping a list. */
    public static UUID id(TenantId tenant, String type) {
        return NamedId.of("provider-type/" + tenant + "/" + type.toLowerCase(Locale.ROOT));
    }
}
