package io.signalbox.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInTypesTest {
    private final List<BuiltInType> types = BuiltInTypes.load();

    @Test
    void every_type_speaks_an_adapter_that_is_there() {
        Adapters adapters = Adapters.load();

        assertThat(types)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(adapters.named(type.adapter()))
                        .as(type.type())
                        .isPresent());
    }

    @Test
    void every_adapter_has_a_type_of_its_own_name() {
        assertThat(types)
                .extracting(BuiltInType::type)
                .containsAll(Adapters.load().all().keySet());
    }

    @Test
    void addresses_are_whole_and_end_without_a_slash() {
        assertThat(types)
                .filteredOn(type -> type.baseUrl() != null)
                .extracting(type -> URI.create(String.valueOf(type.baseUrl())))
                .isNotEmpty()
                .allSatisfy(url -> {
                    assertThat(url.getScheme()).isIn("http", "https");
                    assertThat(url.getHost()).isNotBlank();
                    assertThat(url.toString()).doesNotEndWith("/");
                });
    }

    @Test
    void only_types_without_one_address_leave_it_to_the_configuration() {
        assertThat(types)
                .filteredOn(type -> type.baseUrl() == null)
                .extracting(BuiltInType::type)
                .containsExactly("azure", "openai-compatible");
    }

    @Test
    void a_type_without_an_environment_variable_works_without_a_key() {
        assertThat(types)
                .allSatisfy(type -> assertThat(type.requiredEnvironment().isEmpty())
                        .as(type.type())
                        .isEqualTo(!type.credentialRequired()));
    }

    @Test
    void features_are_words_of_the_catalogue_or_operations() {
        assertThat(types)
                .allSatisfy(type -> assertThat(type.features())
                        .as(type.type())
                        .isSubsetOf(
                                "chat",
                                "embeddings",
                                "completions",
                                "moderations",
                                "rerank",
                                "images",
                                "speech",
                                "transcriptions",
                                "responses",
                                "streaming",
                                "tools",
                                "vision",
                                "json",
                                "structured_output",
                                "billed_when_aborted",
                                "continuation",
                                "reasoning"));
    }

    @Test
    void settings_of_a_type_are_settings_its_adapter_knows() {
        Adapters adapters = Adapters.load();

        assertThat(types)
                .allSatisfy(type -> assertThat(type.settings().keySet())
                        .as(type.type())
                        .isSubsetOf(names(adapters.named(type.adapter())
                                .orElseThrow()
                                .settingsSchema()
                                .path("properties"))));
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
