package io.signalbox.vfs.token;

import io.signalbox.kit.security.RawPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Visitors as parameters; names of files as they are, judged by {@code file/FilePath}. */
@Configuration(proxyBeanMethods = false)
class TokenWiring {
    @Bean
    WebFluxConfigurer visitorAsParameter() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new VisitorArgument());
            }
        };
    }

    @Bean
    RawPath filePaths() {
        return RawPath.matching("/api/vfs/sessions/[^/;]+/files(/.*)?");
    }
}
