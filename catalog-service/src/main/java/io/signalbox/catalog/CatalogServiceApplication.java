package io.signalbox.catalog;

import io.signalbox.adapter.Adapters;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** Runs the catalog service. */
@SpringBootApplication
public class CatalogServiceApplication {
    /** Settings are in {@code config/catalog.yml}, so that several services can share a class path. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(CatalogServiceApplication.class)
                .properties("spring.config.name=catalog")
                .run(arguments);
    }

    @Bean
    Adapters adapters() {
        return Adapters.load();
    }
}
