package io.signalbox.provider;

import io.signalbox.adapter.Adapters;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** Runs the provider service. */
@SpringBootApplication
public class ProviderServiceApplication {
    /** Settings are in {@code config/provider.yml}, so that several services can share a class path. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(ProviderServiceApplication.class)
                .properties("spring.config.name=provider")
                .run(arguments);
    }

    @Bean
    Adapters adapters() {
        return Adapters.load();
    }
}
