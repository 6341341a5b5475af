package io.signalbox.credential.bootstrap;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.tenant.TenantCommand.OpenTenant;
import io.signalbox.credential.token.UserTokens;
import io.signalbox.credential.user.UserCommand.RegisterUser;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.security.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Opens the tenant {@code platform} and, where a file for it is named, gives its first administrator a token. There is
 * no default password anywhere: who may read the file is the administrator. Repeated at a start when the file is gone
 * or its token is about to end.
 */
@Component
final class FirstAdministrator implements ApplicationRunner {
    static final String USER = "administrator";
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(7);
    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final BootstrapProperties properties;
    private final Audited audited;
    private final Commands commands;
    private final UserTokens tokens;
    private final Clock clock;

    FirstAdministrator(
            BootstrapProperties properties, Audited audited, Commands commands, UserTokens tokens, Clock clock) {
        this.properties = properties;
        this.audited = audited;
        this.commands = commands;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Actor self = Actor.self(TenantId.PLATFORM);
        Instant now = clock.instant();
        commands.send(new OpenTenant(TenantId.PLATFORM, "Platform", self.subject(), now));
        Path path = properties.administratorTokenFile();
        if (path == null) {
            return;
        }
        TokenFile file = new TokenFile(path);
        boolean isGood = file.expiresAt()
                .filter(end -> end.isAfter(now.plus(RENEW_BEFORE_END)))
                .isPresent();
        if (!isGood) {
            Set<Role> roles = Set.of(Role.ADMINISTRATOR);
            audited.run(
                    self,
                    new Action("token.bootstrap", "user/" + USER),
                    () -> commands.send(
                            new RegisterUser(TenantId.PLATFORM, USER, "Administrator", roles, self.subject(), now)));
            file.write(tokens.mint(TenantId.PLATFORM, USER, roles, UserTokens.LIFETIME_MAX)
                    .text());
            log.info("file={} the administrator's token was written", path);
        }
    }
}
