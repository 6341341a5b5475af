package io.signalbox.vfs;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Sessions in which agents keep files, with a quota and a lifetime. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VfsServiceApplication {
    /** What one process with several services starts as a context of its own. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(VfsServiceApplication.class)
                .properties("spring.config.name=vfs", "spring.config.location=classpath:/config/");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
