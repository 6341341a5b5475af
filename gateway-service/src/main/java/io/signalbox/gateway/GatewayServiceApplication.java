package io.signalbox.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway; its settings are {@code config/gateway.yml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayServiceApplication {
    public static void main(String[] arguments) {
        builder().run(arguments);
    }

    /** The application as every launcher starts it. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(GatewayServiceApplication.class).properties("spring.config.name=gateway");
    }
}
