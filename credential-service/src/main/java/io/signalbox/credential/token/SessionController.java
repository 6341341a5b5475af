package io.signalbox.credential.token;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.IdentityDirectory;
import io.signalbox.kit.security.IdentityProperties;
import io.signalbox.kit.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whose token this is, and the public keys to check tokens with. */
@RestController
final class SessionController {
    /** The caller as the token says. */
    record Session(TenantId tenant, String user, List<String> roles, boolean isPlatform, boolean isService) {}

    private final IdentityProperties identity;

    SessionController(IdentityProperties identity) {
        this.identity = identity;
    }

    @GetMapping("/api/session")
    Session session(Caller caller) {
        return new Session(
                caller.tenant(),
                caller.subject(),
                caller.roles().stream().map(Role::word).sorted().toList(),
                caller.isPlatform(),
                caller.isService());
    }

    /** Open to all: public keys only, as they lie in the identity directory. */
    @GetMapping(path = "/api/jwks", produces = MediaType.APPLICATION_JSON_VALUE)
    String publicKeys() throws IOException {
        return Files.readString(identity.directory().resolve(IdentityDirectory.PUBLIC_KEYS));
    }
}
