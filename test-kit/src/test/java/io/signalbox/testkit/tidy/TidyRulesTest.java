package io.signalbox.testkit.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyRulesTest {
    @TempDir
    private Path module;

    static final class ThingHelper {
        @SuppressWarnings("NonFinalStaticField")
        static int state = 1;
    }

    @Test
    void this_module_is_tidy() {
        TidyRules.check("io.signalbox.testkit");
    }

    @Test
    void the_kit_is_tidy() {
        assertThat(FileRules.violations(
                        Path.of("../service-kit").toAbsolutePath().normalize()))
                .filteredOn(violation -> !violation.startsWith("README.md"))
                .isEmpty();
    }

    @Test
    void an_empty_name_and_static_state_are_seen() {
        assertThat(TidyRules.classes(new ClassFileImporter().importClasses(ThingHelper.class)))
                .anySatisfy(violation -> assertThat(violation).contains("says nothing"))
                .anySatisfy(violation -> assertThat(violation).contains("state"));
    }

    @Test
    void unfinished_work_and_a_package_without_a_sentence_are_seen() throws IOException {
        Path source = module.resolve("src/main/java/a/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package a; // TO" + "DO");
        assertThat(FileRules.violations(module)).hasSize(2);
    }
}
