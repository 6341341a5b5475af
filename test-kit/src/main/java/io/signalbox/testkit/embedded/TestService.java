package io.signalbox.testkit.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service running as it does in production, on ephemeral ports, over the real parts of {@link EmbeddedServices}. */
public final class TestService implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TestService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts it with {@code config/<service>.yml}. Arguments are of the form {@code --name=value}; close it, and start it
     * again on the same database, to see what a restart keeps.
     */
    public static TestService start(Class<?> application, TestDatabase database, String... arguments) {
        List<String> all = new ArrayList<>();
        add(all, database.properties());
        return start(application, database.service(), all, arguments);
    }

    /** As {@link #start(Class, TestDatabase, String...)} for a service without a database. */
    public static TestService startWithoutDatabase(Class<?> application, String service, String... arguments) {
        return start(application, service, new ArrayList<>(), arguments);
    }

    private static TestService start(Class<?> application, String service, List<String> all, String... arguments) {
        add(all, EmbeddedServices.properties());
        all.add("--spring.config.name=" + service);
        all.add("--spring.config.location=classpath:/config/");
        all.add("--logging.level.root=warn");
        all.addAll(Arrays.asList(arguments));
        return new TestService(new SpringApplicationBuilder(application)
                .web(WebApplicationType.REACTIVE)
                .run(all.toArray(new String[0])));
    }

    private static void add(List<String> arguments, Map<String, String> properties) {
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Calls its HTTP face. */
    public TestHttp http() {
        return new TestHttp("http://127.0.0.1:" + port("local.server.port"));
    }

    /** Calls its management face: metrics. */
    public TestHttp management() {
        return new TestHttp("http://127.0.0.1:" + port("local.management.port"));
    }

    private String port(String property) {
        return context.getEnvironment().getRequiredProperty(property);
    }

    @Override
    public void close() {
        context.close();
    }
}
