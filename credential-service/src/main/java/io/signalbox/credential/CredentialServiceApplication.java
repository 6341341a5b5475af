package io.signalbox.credential;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Tenants, identities, provider keys in safe keeping, access keys and the audit log. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CredentialServiceApplication {
    /** What one process with several services starts as a context of its own. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(CredentialServiceApplication.class)
                .properties("spring.config.name=credential", "spring.config.location=classpath:/config/");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
