package io.signalbox.credential.token;

import io.signalbox.kit.security.IdentityProperties;
import io.signalbox.kit.security.OpenPath;
import io.signalbox.kit.security.TokenSigner;
import io.signalbox.kit.security.TokenVerifier;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The signing key of user tokens, and the one open path of this capability. */
@Configuration(proxyBeanMethods = false)
class TokenWiring {
    @Bean
    UserTokens userTokens(IdentityProperties identity, Clock clock) {
        return new UserTokens(TokenSigner.read(identity.directory(), TokenVerifier.USER_KEY_ID), clock);
    }

    @Bean
    OpenPath publicKeys() {
        return new OpenPath(HttpMethod.GET, "/api/jwks");
    }
}
