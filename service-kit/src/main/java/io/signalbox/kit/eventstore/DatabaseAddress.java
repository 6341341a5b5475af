package io.signalbox.kit.eventstore;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, in either of the two spellings in use. The user in a {@code postgresql://} address is not used: the
 * roles have fixed names.
 *
 * @param password the address's own, empty when it has none
 */
record DatabaseAddress(String jdbcUrl, String password) {
    static DatabaseAddress of(String text) {
        if (text.startsWith("jdbc:postgresql://")) {
            return new DatabaseAddress(text, "");
        }
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw new IllegalStateException("a database address starts with jdbc:postgresql:// or postgresql://");
        }
        URI address = URI.create(text);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new DatabaseAddress(
                "jdbc:postgresql://" + address.getHost() + port + address.getRawPath() + query,
                password(address.getRawUserInfo()));
    }

    private static String password(@Nullable String userInfo) {
        int colon = userInfo == null ? -1 : userInfo.indexOf(':');
        return userInfo == null || colon < 0
                ? ""
                : URLDecoder.decode(userInfo.substring(colon + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
