package io.signalbox.provider.configuration;

import io.signalbox.kit.egress.Egress;
import io.signalbox.kit.egress.EgressRefusedException;
import io.signalbox.provider.type.TypeDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the address somebody typed in. Where it really leads is checked again at every connect. */
@Component
class BaseUrls {
    String checked(@Nullable String text, TypeDefinition type) {
        if (text == null || text.isBlank()) {
            throw ConfigurationRefusal.BASE_URL_MISSING.refusedAt("baseUrl", type.type());
        }
        try {
            String url = Egress.target(text).toString();
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        } catch (EgressRefusedException e) {
            throw ConfigurationRefusal.BASE_URL_INVALID.refusedAt("baseUrl", text, String.valueOf(e.getMessage()));
        }
    }
}
