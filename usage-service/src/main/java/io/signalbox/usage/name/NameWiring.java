package io.signalbox.usage.name;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration
class NameWiring {
    @Bean
    Names names(@Qualifier("appJdbc") JdbcClient jdbc) {
        return new Names(jdbc);
    }

    @Bean
    NameMirror nameMirror(@Qualifier("processorJdbc") JdbcClient jdbc) {
        return new NameMirror(jdbc);
    }
}
