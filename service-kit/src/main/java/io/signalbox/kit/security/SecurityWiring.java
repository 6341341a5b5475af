package io.signalbox.kit.security;

import io.signalbox.kit.identity.IdentityWiring;
import io.signalbox.kit.problem.StandardRefusal;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.security.reactive.EndpointRequest;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.publisher.Mono;

/**
 * The control plane's one security chain: everything needs a token, except what is listed open. It does not touch
 * {@code /v1}, which knows access keys and no tokens.
 */
@AutoConfiguration(before = ReactiveSecurityAutoConfiguration.class, after = IdentityWiring.class)
@EnableWebFluxSecurity
@EnableConfigurationProperties(IdentityProperties.class)
public class SecurityWiring {
    private static final String[] OPEN_TO_ALL = {"/livez", "/readyz", "/api/health"};

    @Bean
    TokenVerifier tokenVerifier(IdentityProperties identity, Clock clock) throws IOException, ParseException {
        return new TokenVerifier(new TrustedKeys(identity.directory(), clock), clock);
    }

    @Bean
    ServiceIdentity serviceIdentity(IdentityProperties identity, Clock clock) {
        TokenSigner signer = TokenSigner.read(identity.directory(), identity.service());
        return new ServiceIdentity(identity.service(), signer, clock);
    }

    @Bean
    WebFluxConfigurer callerAsParameter() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerArgumentResolver());
            }
        };
    }

    @Bean
    ServerWebExchangeFirewall pathFirewall(ObjectProvider<RawPath> rawPaths) {
        List<RawPath> raw = rawPaths.orderedStream().toList();
        ServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();
        return exchange -> {
            String path = exchange.getRequest().getURI().getRawPath();
            return raw.stream().anyMatch(free -> free.pattern().matcher(path).matches())
                    ? Mono.just(exchange)
                    : strict.getFirewalledExchange(exchange);
        };
    }

    /** The framework's own answer has no body. */
    @Bean
    ServerExchangeRejectedHandler refuseInOurWords() {
        return (exchange, rejected) -> Mono.error(StandardRefusal.REQUEST_CROOKED::refused);
    }

    @Bean
    SecurityWebFilterChain controlPlane(
            ServerHttpSecurity http,
            TokenVerifier verifier,
            ObjectProvider<ScopedTokens> scoped,
            ObjectProvider<OpenPath> openPaths) {
        // The converter has verified the token already; a refused one ends the exchange before the manager is asked.
        ReactiveAuthenticationManager verified = Mono::just;
        var bearer = new AuthenticationWebFilter(verified);
        bearer.setServerAuthenticationConverter(
                BearerAuthentication.converter(verifier, scoped.orderedStream().toList()));
        return http.securityMatcher(
                        new NegatedServerWebExchangeMatcher(new PathPatternParserServerWebExchangeMatcher("/v1/**")))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(bearer, SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(paths -> authorize(paths, openPaths))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (exchange, none) -> Mono.error(StandardRefusal.TOKEN_MISSING::refused))
                        .accessDeniedHandler((exchange, denied) -> Mono.error(StandardRefusal.SERVICE_ONLY::refused)))
                .build();
    }

    private static void authorize(ServerHttpSecurity.AuthorizeExchangeSpec paths, ObjectProvider<OpenPath> openPaths) {
        // Matches on the management port only, which listens on the loopback address unless somebody says otherwise.
        paths.matchers(EndpointRequest.toAnyEndpoint()).permitAll();
        paths.pathMatchers(HttpMethod.GET, OPEN_TO_ALL).permitAll();
        openPaths
                .orderedStream()
                .forEach(open ->
                        paths.pathMatchers(open.method(), open.pattern()).permitAll());
        paths.pathMatchers("/internal/**").hasAuthority(Role.SERVICE.word());
        paths.anyExchange().authenticated();
    }
}
