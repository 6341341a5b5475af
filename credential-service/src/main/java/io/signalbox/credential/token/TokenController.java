package io.signalbox.credential.token;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.Fields;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.tenant.TenantRefusal;
import io.signalbox.credential.user.Roles;
import io.signalbox.credential.user.UserRoles;
import io.signalbox.kit.idempotency.AnswerHoldsSecret;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives out tokens. An administrator gets one for any user of the own tenant, with no more roles than that user has; the
 * platform's administrator may name a tenant, and gets one for an administrator of it, who is registered on the way.
 */
@RestController
final class TokenController {
    record TokenRequest(
            @Nullable TenantId tenant,
            String user,
            @Nullable List<String> roles,
            @Nullable Long lifetimeSeconds) {
        TokenRequest {
            user = Fields.text("user", user, Fields.USER_ID_MAX);
            long seconds = lifetimeSeconds == null ? UserTokens.LIFETIME_DEFAULT.toSeconds() : lifetimeSeconds;
            if (seconds < 1 || seconds > UserTokens.LIFETIME_MAX.toSeconds()) {
                throw Fields.invalid("lifetimeSeconds", "it must be from 1 to " + UserTokens.LIFETIME_MAX.toSeconds());
            }
            lifetimeSeconds = seconds;
        }

        Duration lifetime() {
            return lifetimeSeconds == null ? UserTokens.LIFETIME_DEFAULT : Duration.ofSeconds(lifetimeSeconds);
        }
    }

    /** Shown once; nothing of it is stored. */
    record TokenAnswer(String token, TenantId tenant, String user, List<String> roles, Instant expiresAt) {
        @Override
        public String toString() {
            return "***";
        }
    }

    private final Audited audited;
    private final UserRoles users;
    private final UserTokens tokens;

    TokenController(Audited audited, UserRoles users, UserTokens tokens) {
        this.audited = audited;
        this.users = users;
        this.tokens = tokens;
    }

    @AnswerHoldsSecret
    @PostMapping("/api/tokens")
    ResponseEntity<TokenAnswer> mint(@RequestBody TokenRequest body, Caller caller, ServerHttpRequest request) {
        caller.require(Role.ADMINISTRATOR);
        TenantId tenant = body.tenant() == null ? caller.tenant() : body.tenant();
        boolean forAnotherTenant = !tenant.equals(caller.tenant());
        if (forAnotherTenant && !caller.isPlatform()) {
            throw TenantRefusal.PLATFORM_ONLY.refusedAt("tenant");
        }
        Actor actor = Actor.of(caller, request).on(tenant);
        Set<Role> asked = Roles.of(body.roles());
        Action action = new Action(
                "token.mint",
                "user/" + body.user(),
                Map.of("lifetime", body.lifetime().toString()));
        Set<Role> granted = audited.perform(
                actor,
                action,
                () -> forAnotherTenant
                        ? users.administrator(actor, body.user(), asked)
                        : users.held(actor, body.user(), asked));
        UserTokens.Token token = tokens.mint(tenant, body.user(), granted, body.lifetime());
        TokenAnswer answer = new TokenAnswer(
                token.text(),
                tenant,
                body.user(),
                granted.stream().map(Role::word).sorted().toList(),
                token.expiresAt());
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(answer);
    }
}
