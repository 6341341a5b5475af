package io.signalbox.kit.contractjson;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.Module;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Bodies of requests and answers are written by the rules of events; what callers send is read strictly. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
public class ContractJsonWiring {
    @Bean
    Module plainDecimals() {
        return ContractJson.plainDecimals();
    }

    @Bean
    Jackson2ObjectMapperBuilderCustomizer contractJson() {
        return builder -> builder.serializationInclusion(JsonInclude.Include.NON_NULL);
    }
}
