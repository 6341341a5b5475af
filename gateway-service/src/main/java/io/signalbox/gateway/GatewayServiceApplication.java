package io.signalbox.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import reactor.netty.ReactorNetty;

/** Starts the gateway; its settings are {@code config/gateway.yml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayServiceApplication {
    private static final String LOOPS = ReactorNetty.IO_WORKER_COUNT;

    public static void main(String[] arguments) {
        builder().run(arguments);
    }

    /** No loop ever waits, so more of them would only take turns; the library's own least is four. */
    private static void asManyEventLoopsAsProcessors() {
        String processors = String.valueOf(Runtime.getRuntime().availableProcessors());
        System.setProperty(LOOPS, System.getProperty(LOOPS, processors));
    }

    /** The application as every launcher starts it. */
    public static SpringApplicationBuilder builder() {
        asManyEventLoopsAsProcessors();
        return new SpringApplicationBuilder(GatewayServiceApplication.class).properties("spring.config.name=gateway");
    }
}
