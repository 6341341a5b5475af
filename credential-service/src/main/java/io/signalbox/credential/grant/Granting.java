package io.signalbox.credential.grant;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.apikey.SealedKeys;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.grant.GrantController.GrantAnswer;
import io.signalbox.credential.grant.GrantController.Wanted;
import io.signalbox.credential.sealing.UnopenableException;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens the keys asked for, one tenant at a time, each with one entry in its tenant's audit log. What does not exist, is
 * switched off, revoked or does not open is missing from the answer; nothing says which of these it is.
 */
@Component
final class Granting {
    private static final Duration REFRESH_AFTER = Duration.ofMinutes(5);
    private static final Duration USABLE_FOR = Duration.ofHours(24);
    private static final Logger log = LoggerFactory.getLogger(Granting.class);

    private final SealedKeys sealedKeys;
    private final Audited audited;

    Granting(SealedKeys sealedKeys, Audited audited) {
        this.sealedKeys = sealedKeys;
        this.audited = audited;
    }

    GrantAnswer grant(List<Wanted> wanted, Actor actor) {
        Map<TenantId, Set<UUID>> byTenant = wanted.stream()
                .collect(Collectors.groupingBy(
                        Wanted::tenant,
                        () -> new TreeMap<>(Comparator.comparing(TenantId::value)),
                        Collectors.mapping(Wanted::credentialId, Collectors.toCollection(LinkedHashSet::new))));
        List<Grant> grants = new ArrayList<>();
        byTenant.forEach((tenant, ids) -> grants.addAll(open(actor.on(tenant), ids)));
        Set<UUID> granted = grants.stream().map(Grant::credentialId).collect(Collectors.toSet());
        List<UUID> missing = wanted.stream()
                .map(Wanted::credentialId)
                .filter(id -> !granted.contains(id))
                .distinct()
                .toList();
        return new GrantAnswer(grants, missing);
    }

    private List<Grant> open(Actor actor, Set<UUID> ids) {
        Action action = new Action(
                "provider-key.grant",
                "credentials",
                Map.of("ids", ids.stream().map(UUID::toString).collect(Collectors.joining(" "))));
        return audited.perform(
                actor,
                action,
                () -> sealedKeys.find(actor.tenant(), ids).stream()
                        .filter(SealedKeys.Stored::active)
                        .flatMap(stored -> open(stored).stream())
                        .toList());
    }

    private Optional<Grant> open(SealedKeys.Stored stored) {
        try {
            Secret secret = sealedKeys.open(stored);
            return Optional.of(new Grant(
                    stored.credentialId(),
                    stored.version(),
                    stored.origin(),
                    secret.reveal(),
                    REFRESH_AFTER.toSeconds(),
                    USABLE_FOR.toSeconds()));
        } catch (UnopenableException | RefusedException unopenable) {
            log.error(
                    "tenant={} credential={} a sealed key does not open: {}",
                    stored.tenant(),
                    stored.credentialId(),
                    unopenable.getMessage());
            return Optional.empty();
        }
    }
}
