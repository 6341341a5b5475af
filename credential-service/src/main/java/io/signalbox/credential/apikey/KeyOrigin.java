package io.signalbox.credential.apikey;

import io.signalbox.credential.Fields;
import java.net.URI;
import java.util.Locale;

/** Scheme, host and port in one spelling: what a key is bound to. A usual port is left out. */
final class KeyOrigin {
    private KeyOrigin() {}

    static String of(String field, String address) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            throw Fields.invalid(field, "it must be an http or https address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || !(scheme.equals("http") || scheme.equals("https"))) {
            throw Fields.invalid(field, "it must be an http or https address without a user name");
        }
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
