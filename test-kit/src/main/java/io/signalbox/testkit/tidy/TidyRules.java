package io.signalbox.testkit.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a module to the house style; each module has one small test that calls {@link #check}. Classes are checked by what
 * they are called and whom they know, files by what is in them, read models and inboxes by the contracts that name them.
 */
public final class TidyRules {
    private TidyRules() {}

    /** All rules for the module in the current directory; {@code basePackage} is its root package. */
    public static void check(String basePackage) {
        Path module = Path.of("").toAbsolutePath();
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        List<String> violations = new ArrayList<>(classes(classes));
        violations.addAll(FileRules.violations(module));
        violations.addAll(ContractRules.violations(classes, module));
        assertThat(violations).as("what is not tidy in %s", basePackage).isEmpty();
    }

    static List<String> classes(JavaClasses classes) {
        return ClassRules.ALL.stream()
                .flatMap(rule -> rule.evaluate(classes).getFailureReport().getDetails().stream())
                .toList();
    }
}
