package io.signalbox.gateway.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Scheme, host and port of an address in one spelling, so that a key bound to {@code https://api.example.com:443} is
 * known to belong to {@code https://API.example.com/v1}.
 */
public final class Origin {
    private Origin() {}

    /** The origin of an http or https address; empty when the text is no such address. */
    public static Optional<String> of(String address) {
        try {
            return of(new URI(address.strip()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** As {@link #of(String)}. */
    public static Optional<String> of(URI address) {
        if (address.getScheme() == null || address.getHost() == null || address.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int usual = switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
        };
        if (usual == 0) {
            return Optional.empty();
        }
        String port = address.getPort() == -1 || address.getPort() == usual ? "" : ":" + address.getPort();
        return Optional.of(scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port);
    }
}
