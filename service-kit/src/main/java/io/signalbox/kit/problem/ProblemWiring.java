package io.signalbox.kit.problem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Registers the one place where failures become answers. */
@AutoConfiguration
public class ProblemWiring {
    @Bean
    ProblemExceptionHandler problemExceptionHandler(
            Environment environment, ObjectProvider<OperatingErrorSign> operatingErrors) {
        String bodySizeMax = environment.getProperty("spring.http.codecs.max-in-memory-size", "256KB");
        return new ProblemExceptionHandler(
                new WebFault(bodySizeMax), operatingErrors.orderedStream().toList());
    }
}
