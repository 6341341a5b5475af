package io.signalbox.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
    void only_the_open_type_leaves_the_address_to_the_configuration() {
        assertThat(types)
                .filteredOn(type -> type.baseUrl() == null)
                .extracting(BuiltInType::type)
                .containsExactly("openai-compatible");
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
    void a_path_that_proves_a_key_is_below_an_address() {
        assertThat(types)
                .filteredOn(type -> type.probePath() != null)
                .isNotEmpty()
                .allSatisfy(type -> {
                    assertThat(type.baseUrl()).as(type.type()).isNotNull();
                    assertThat(type.probePath()).as(type.type()).matches("/[a-z][a-z/]*");
                });
    }
}
