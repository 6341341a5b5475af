package io.signalbox.usage;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The ledger, its rating, its roll-ups and its reports. */
@SpringBootApplication
@EnableScheduling
public class UsageServiceApplication {
    /** What one process with several services starts as a context of its own. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(UsageServiceApplication.class)
                .properties(
                        "spring.config.name=usage",
                        "spring.config.location=classpath:/config/,optional:file:./config/");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
