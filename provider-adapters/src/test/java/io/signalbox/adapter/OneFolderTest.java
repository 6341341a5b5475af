package io.signalbox.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider whose format no caller speaks is its folder and its declarations: no other file of the product says its name.
 * Comments may, to say where a form comes from.
 */
class OneFolderTest {
    private static final Path PRODUCT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> DECLARATIONS =
            Set.of("provider-types.yaml", "io.signalbox.adapter.ProviderAdapter");
    /** The shapes of keys are known by the prefixes their makers gave them. */
    private static final Set<String> EXEMPT = Set.of("KeyRedaction.java");

    static List<String> adapters() {
        return List.of("azure", "cohere", "jina", "ollama");
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void nothing_outside_its_folder_names_a_provider(String name) throws IOException {
        try (Stream<Path> files = Files.walk(PRODUCT, 2)) {
            List<Path> sources = files.filter(path -> path.endsWith("src") && Files.isDirectory(path.resolve("main")))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(5);
            assertThat(sources.stream()
                            .filter(source -> !source.startsWith(PRODUCT.resolve("simulated-provider")))
                            .flatMap(source -> naming(source.resolve("main"), name)))
                    .isEmpty();
        }
    }

    private static Stream<Path> naming(Path main, String name) {
        Pattern word = Pattern.compile("\\b" + name, Pattern.CASE_INSENSITIVE);
        try (Stream<Path> files = Files.walk(main)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/adapter/" + name + "/"))
                    .filter(file -> !DECLARATIONS.contains(file.getFileName().toString()))
                    .filter(file -> !EXEMPT.contains(file.getFileName().toString()))
                    .filter(file ->
                            code(file).anyMatch(line -> word.matcher(line).find()))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> code(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line ->
                            !line.strip().startsWith("*") && !line.strip().startsWith("/*"));
        } catch (MalformedInputException noText) {
            return Stream.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
