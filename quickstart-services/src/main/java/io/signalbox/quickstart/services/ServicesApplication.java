package io.signalbox.quickstart.services;

import io.signalbox.catalog.CatalogServiceApplication;
import io.signalbox.credential.CredentialServiceApplication;
import io.signalbox.provider.ProviderServiceApplication;
import io.signalbox.usage.UsageServiceApplication;
import io.signalbox.vfs.VfsServiceApplication;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Starts the control-plane services one after the other, each a context of its own with its own settings, database and
 * ports. One after the other because contexts that start at the same time disturb each other; one JVM because five would
 * need four times the memory.
 */
public final class ServicesApplication {
    private static final Map<String, Class<?>> SERVICES = Map.of(
            "credential", CredentialServiceApplication.class,
            "provider", ProviderServiceApplication.class,
            "catalog", CatalogServiceApplication.class,
            "usage", UsageServiceApplication.class,
            "vfs", VfsServiceApplication.class);

    private ServicesApplication() {}

    /** Arguments are {@code <service>=<file with its settings>}, in the order in which they are started. */
    public static void main(String[] arguments) {
        for (String argument : arguments) {
            String service = argument.substring(0, argument.indexOf('='));
            Class<?> application = SERVICES.get(service);
            if (application == null) {
                throw new IllegalArgumentException("there is no service '" + service + "'");
            }
            new SpringApplicationBuilder(application)
                    .initializers(new DatabaseWait(service))
                    .run(
                            "--spring.config.name=" + service,
                            "--spring.config.location=classpath:/config/",
                            "--spring.config.additional-location=file:"
                                    + argument.substring(argument.indexOf('=') + 1));
        }
    }
}
