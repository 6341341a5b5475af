package io.signalbox.gateway.forward;

import io.signalbox.gateway.owners.OwnerConnections;
import io.signalbox.gateway.owners.OwnersProperties;
import io.signalbox.kit.security.OpenPath;
import io.signalbox.kit.security.RawPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The way from the gateway to the services behind it, and what of it is open without a token. */
@Configuration(proxyBeanMethods = false)
class ForwardWiring {
    @Bean
    ForwardingHandlerMapping forwardingHandlerMapping(OwnerConnections connections, OwnersProperties properties) {
        return new ForwardingHandlerMapping(new Forwarding(connections, properties::bodyMax));
    }

    @Bean
    PassedTokens passedTokens() {
        return new PassedTokens();
    }

    /** Names of files may hold every character; the service that keeps them judges them. */
    @Bean
    RawPath filePaths() {
        return RawPath.matching("/api/vfs/sessions/[^/;]+/files(/.*)?");
    }

    @Bean
    OpenPath openKeys() {
        return new OpenPath(HttpMethod.GET, "/api/jwks");
    }

    @Bean
    OpenPath openPage() {
        return new OpenPath(HttpMethod.GET, "/");
    }

    @Bean
    OpenPath openPageFiles() {
        return new OpenPath(HttpMethod.GET, "/page/**");
    }

    @Bean
    OpenPath openIndex() {
        return new OpenPath(HttpMethod.GET, "/index.html");
    }
}
