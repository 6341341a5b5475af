package io.signalbox.gateway.admission;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.signalbox.gateway.admission.Identification.Identified;
import io.signalbox.gateway.admission.Identification.Refused;
import io.signalbox.gateway.admission.Identification.Unheard;
import io.signalbox.gateway.revocation.KeyFallback;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.KeyLookup;
import io.signalbox.gateway.snapshot.Snapshot;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.security.ActingAs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds out who calls. A key is taken from whichever header the official SDKs of any provider put it into; a call with
 * two different ones is nobody's. An unknown key is refused only by a snapshot that is up to date; one that is behind asks
 * once, for a bounded time.
 */
public final class Authenticate {
    private static final String BEARER = "Bearer ";
    private static final AsciiString AUTHORIZATION = HttpHeaderNames.AUTHORIZATION;
    private static final List<AsciiString> KEY_HEADERS = List.of(
            AUTHORIZATION,
            AsciiString.cached("x-api-key"),
            AsciiString.cached("api-key"),
            AsciiString.cached("x-goog-api-key"));
    private static final String SIGNED_MARK = "eyJ";
    private static final int SIGNED_LENGTH_MAX = 1_000;
    private static final Duration LOOK_UP_MAX = Duration.ofMillis(500);

    private final InstantSource clock;
    private final KeyFallback fallback;
    private final ActingServices acting;

    public Authenticate(InstantSource clock, KeyFallback fallback, ActingServices acting) {
        this.clock = clock;
        this.fallback = fallback;
        this.acting = acting;
    }

    /** Identifies the caller from memory alone. */
    public Identification identify(HttpHeaders headers, Snapshot snapshot) {
        String text = null;
        for (AsciiString name : KEY_HEADERS) {
            String sent = keyText(headers, name);
            if (sent != null && text != null && !sent.equals(text)) {
                return new Refused(GatewayRefusal.KEYS_DIFFER);
            }
            text = sent == null ? text : sent;
        }
        if (text == null) {
            return new Refused(
                    headers.contains(AUTHORIZATION) ? GatewayRefusal.KEY_MALFORMED : GatewayRefusal.KEY_MISSING);
        }
        if (isSigned(text, headers)) {
            return acting(text, snapshot);
        }
        if (!AccessKeyText.isGenuine(text)) {
            return new Refused(GatewayRefusal.KEY_MALFORMED);
        }
        String hash = AccessKeyText.hash(text);
        KeyLookup lookup = snapshot.key(hash);
        return lookup instanceof KeyLookup.Unknown && !snapshot.fresh() ? new Unheard(hash) : verdict(lookup);
    }

    /** Bearers only, and short ones: what is checked with a public key costs more than what has a checksum. */
    private static boolean isSigned(String text, HttpHeaders headers) {
        return text.startsWith(SIGNED_MARK)
                && text.length() <= SIGNED_LENGTH_MAX
                && text.equals(keyText(headers, AUTHORIZATION));
    }

    /** A service that sends a line of a batch; what it may is what the key it names may at this moment. */
    private Identification acting(String token, Snapshot snapshot) {
        ActingAs as;
        try {
            as = acting.verified(token);
        } catch (RefusedException notOurs) {
            return new Refused(GatewayRefusal.KEY_MALFORMED);
        }
        KeyLookup lookup = snapshot.key(as.tenant(), as.accessKeyId());
        return lookup instanceof KeyLookup.Unknown && !snapshot.fresh()
                ? new Refused(GatewayRefusal.KEY_NOT_VERIFIABLE)
                : verdict(lookup);
    }

    /** Asks for a key the snapshot has not heard of; never fails, and never says "unknown" without having been told. */
    public Mono<Identification> lookUp(Unheard unheard) {
        return fallback.lookUp(unheard.hash())
                .timeout(LOOK_UP_MAX)
                .map(this::verdict)
                .onErrorReturn(new Refused(GatewayRefusal.KEY_NOT_VERIFIABLE))
                .defaultIfEmpty(new Refused(GatewayRefusal.KEY_NOT_VERIFIABLE));
    }

    private Identification verdict(KeyLookup lookup) {
        return switch (lookup) {
            case KeyLookup.Known known ->
                expired(known.key()) ? new Refused(GatewayRefusal.KEY_EXPIRED) : new Identified(known.key());
            case KeyLookup.Revoked revoked -> new Refused(GatewayRefusal.KEY_REVOKED);
            case KeyLookup.Unknown unknown -> new Refused(GatewayRefusal.KEY_UNKNOWN);
        };
    }

    private boolean expired(AccessKey key) {
        return key.expiresAt() != null && !key.expiresAt().isAfter(clock.instant());
    }

    /** Null when the header carries none. */
    private static @Nullable String keyText(HttpHeaders headers, AsciiString name) {
        String value = headers.get(name);
        if (value == null || !name.equals(AUTHORIZATION)) {
            return value == null ? null : value.strip();
        }
        return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? value.substring(BEARER.length()).strip()
                : null;
    }
}
