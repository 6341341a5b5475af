package io.signalbox.kit.api;

import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.identity.IdentityWiring;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.WebFluxAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.WebFluxRegistrations;
import org.springframework.boot.web.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.codec.json.Jackson2JsonDecoder;
import org.springframework.http.codec.json.Jackson2JsonEncoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;

/** Puts the conventions of the HTTP face in front of every controller. */
@AutoConfiguration(before = WebFluxAutoConfiguration.class, after = IdentityWiring.class)
public class ApiWiring {
    @Bean
    HealthController healthController() {
        return new HealthController();
    }

    @Bean
    NextTurnFilter nextTurnFilter() {
        return new NextTurnFilter();
    }

    @Bean
    WebFluxRegistrations knownParametersOnly() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new KnownParametersAdapter();
            }
        };
    }

    @Bean
    CodecCustomizer contractJsonInBodies() {
        return codecs -> {
            codecs.defaultCodecs().jackson2JsonDecoder(new Jackson2JsonDecoder(ContractJson.strict()));
            codecs.defaultCodecs().jackson2JsonEncoder(new Jackson2JsonEncoder(ContractJson.mapper()));
        };
    }

    @Bean
    WebFluxConfigurer conventionsAsParameters(Clock clock) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new ApiArguments(clock));
            }
        };
    }
}
