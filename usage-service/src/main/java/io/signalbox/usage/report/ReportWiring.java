package io.signalbox.usage.report;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration
class ReportWiring {
    @Bean
    UsageQuery usageQuery(@Qualifier("appJdbc") JdbcClient jdbc) {
        return new UsageQuery(jdbc);
    }
}
