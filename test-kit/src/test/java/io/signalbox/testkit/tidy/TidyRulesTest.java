package io.signalbox.testkit.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.ResetHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyRulesTest {
    @TempDir
    private Path module;

    static final class ThingHelper {
        @SuppressWarnings("NonFinalStaticField")
        static int state = 1;
    }

    @ProcessingGroup("sample.seen")
    static final class SeenProjection {
        @ResetHandler
        void reset() {}
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

    @Test
    void a_read_model_and_an_inbox_without_their_contracts_are_seen() throws IOException {
        write("src/main/java/a/B.java", "class B { Inbox in = Inbox.each(\n\"sample.in\", Topic.TENANT, x -> {}); }");
        write("src/test/java/a/BTest.java", "class BTest { /* RebuildContract.check(it, \"sample.seen\"); */ }");
        assertThat(contractViolations())
                .hasSize(2)
                .anySatisfy(violation -> assertThat(violation).contains("sample.seen"))
                .anySatisfy(violation -> assertThat(violation).contains("sample.in"));
    }

    @Test
    void a_contract_names_its_read_model_by_its_constant_or_its_text() throws IOException {
        write(
                "src/test/java/a/BTest.java",
                "RebuildContract.check(service, SeenProjection.PROCESSOR, () -> {}, \"t\");");
        assertThat(contractViolations()).isEmpty();
        write("src/test/java/a/BTest.java", "RebuildContract.check(service,\n\"sample.seen\", () -> {}, \"t\");");
        assertThat(contractViolations()).isEmpty();
        write("src/test/java/a/BTest.java", "RebuildContract.check(service, \"sample.seen-too\", () -> {}, \"t\");");
        assertThat(contractViolations()).hasSize(1);
    }

    private List<String> contractViolations() {
        return ContractRules.violations(new ClassFileImporter().importClasses(SeenProjection.class), module);
    }

    private void write(String file, String text) throws IOException {
        Path path = module.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
