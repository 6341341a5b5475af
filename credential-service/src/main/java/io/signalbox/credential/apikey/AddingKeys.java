package io.signalbox.credential.apikey;

import io.signalbox.adapter.BuiltInType;
import io.signalbox.credential.Fields;
import io.signalbox.credential.apikey.KeepingProviderKeys.Kept;
import io.signalbox.credential.apikey.KeepingProviderKeys.Replacement;
import io.signalbox.credential.asking.AskingProviders;
import io.signalbox.credential.asking.Providers;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.RefusedException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A key is asked for at its provider before it is stored; one that is refused there is refused here. */
@Component
final class AddingKeys {
    static final int KEY_CHARACTERS_MAX = 4_096;

    /** As people send it. {@code baseUrl}, where the provider is not at its usual address. */
    record KeyRequest(
            @Nullable String userId,
            String provider,
            String keyName,
            Secret apiKey,
            @Nullable UUID projectId,
            @Nullable String baseUrl) {
        KeyRequest {
            userId = Fields.optional("userId", userId, Fields.USER_ID_MAX);
            provider = Fields.text("provider", provider, Fields.NAME_MAX);
            keyName = Fields.text("keyName", keyName, Fields.NAME_MAX);
            apiKey = checked(apiKey);
        }
    }

    /** {@code baseUrl}, where the new key is asked for at another address than the provider's usual one. */
    record RotationRequest(Secret apiKey, @Nullable String baseUrl) {
        RotationRequest {
            apiKey = checked(apiKey);
        }
    }

    private final AskingProviders asking;
    private final Providers providers;
    private final KeepingProviderKeys keeping;
    private final Audited audited;

    AddingKeys(AskingProviders asking, Providers providers, KeepingProviderKeys keeping, Audited audited) {
        this.asking = asking;
        this.providers = providers;
        this.keeping = keeping;
        this.audited = audited;
    }

    Kept add(KeyRequest body, String owner, Actor actor) {
        BuiltInType type = providers.named("provider", body.provider());
        URI baseUrl = baseUrl(body.baseUrl(), type);
        String origin = KeyOrigin.of("baseUrl", baseUrl.toString());
        ask(type, baseUrl, body.apiKey(), actor);
        return keeping.store(
                actor,
                new NewKey(
                        owner,
                        body.projectId(),
                        type.type(),
                        body.keyName(),
                        body.keyName(),
                        origin,
                        body.apiKey(),
                        type.credentialRequired() ? true : null));
    }

    /** The new key is asked for where it is to be used: where the old one was given for, unless the caller says otherwise. */
    Kept rotate(ProviderKeyState state, RotationRequest body, Actor actor) {
        BuiltInType type = providers.named("provider", state.provider());
        URI baseUrl = body.baseUrl() == null ? sameAddress(state, type) : baseUrl(body.baseUrl(), type);
        ask(type, baseUrl, body.apiKey(), actor);
        String origin = KeyOrigin.of("baseUrl", baseUrl.toString());
        return keeping.rotate(
                actor, state.id(), new Replacement(body.apiKey(), origin, type.credentialRequired() ? true : null));
    }

    private static URI sameAddress(ProviderKeyState state, BuiltInType type) {
        URI usual = baseUrl(null, type);
        return KeyOrigin.of("baseUrl", usual.toString()).equals(state.origin())
                ? usual
                : URI.create(state.origin() + usual.getPath());
    }

    private void ask(BuiltInType type, URI baseUrl, Secret key, Actor actor) {
        try {
            asking.assertGood(type, baseUrl, key);
        } catch (RefusedException refused) {
            audited.refused(actor, new Action("provider-key.validate", "provider/" + type.type(), Map.of()), refused);
            throw refused;
        }
    }

    private static URI baseUrl(@Nullable String given, BuiltInType type) {
        String text = given == null ? type.baseUrl() : given.strip();
        if (text == null) {
            throw Fields.invalid("baseUrl", type.displayName() + " has no usual address; give yours");
        }
        KeyOrigin.of("baseUrl", text);
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    static Secret checked(@Nullable Secret key) {
        Secret given = Fields.required("apiKey", key);
        String text = given.reveal();
        if (text.isBlank()
                || text.length() > KEY_CHARACTERS_MAX
                || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Fields.invalid(
                    "apiKey", "it must be 1 to " + KEY_CHARACTERS_MAX + " printable ASCII characters without blanks");
        }
        return given;
    }
}
