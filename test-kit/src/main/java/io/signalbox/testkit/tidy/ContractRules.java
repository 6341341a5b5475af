package io.signalbox.testkit.tidy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes the contracts binding: a read model that can be reset is named by a {@code RebuildContract} of its module's tests,
 * an inbox by a {@code RedeliveryContract}. A new one without its contract fails the build.
 */
final class ContractRules {
    private static final String PROCESSING_GROUP = "org.axonframework.config.ProcessingGroup";
    private static final String RESET_HANDLER = "org.axonframework.eventhandling.ResetHandler";

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//[^\\n]*");
    private static final Pattern INBOX =
            Pattern.compile("\\b(?:Inbox\\s*\\.\\s*(?:each|batched)|new Inbox)\\(\\s*([^,]*),");
    private static final Pattern REBUILD = Pattern.compile("(?s)\\bRebuildContract\\s*\\.\\s*check\\(.*?;");
    private static final Pattern REDELIVERY = Pattern.compile("(?s)\\bRedeliveryContract\\s*\\.\\s*check\\(.*?;");

    private ContractRules() {}

    static List<String> violations(JavaClasses classes, Path module) {
        List<String> violations = new ArrayList<>();
        readModels(classes, found(REBUILD, module.resolve("src/test/java")), violations);
        inboxes(
                found(INBOX, module.resolve("src/main/java")),
                found(REDELIVERY, module.resolve("src/test/java")),
                violations);
        return violations;
    }

    private static void readModels(JavaClasses classes, List<MatchResult> checks, List<String> violations) {
        for (JavaClass type : classes) {
            if (type.isAnnotatedWith(PROCESSING_GROUP)
                    && type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(RESET_HANDLER))) {
                String group = String.valueOf(
                        type.getAnnotationOfType(PROCESSING_GROUP).get("value").orElse(""));
                String constant = "\\b" + type.getSimpleName() + "\\.[A-Z_]+\\b";
                if (!named(checks, "\"" + Pattern.quote(group) + "\"|" + constant)) {
                    violations.add(type.getName() + ": no RebuildContract of this module's tests names " + group);
                }
            }
        }
    }

    private static void inboxes(List<MatchResult> inboxes, List<MatchResult> checks, List<String> violations) {
        for (MatchResult inbox : inboxes) {
            String group = inbox.group(1).strip();
            if (!group.startsWith("\"")) {
                violations.add(
                        "an inbox is called " + group + ": say its group as a literal, it is kept in the database");
            } else if (!named(checks, Pattern.quote(group))) {
                violations.add("the inbox " + group + ": no RedeliveryContract of this module's tests names it");
            }
        }
    }

    private static boolean named(List<MatchResult> checks, String name) {
        Pattern pattern = Pattern.compile(name);
        return checks.stream().anyMatch(check -> pattern.matcher(check.group()).find());
    }

    /** Where it stands in the sources; what comments show as an example does not count. */
    private static List<MatchResult> found(Pattern pattern, Path sources) {
        return FileRules.below(sources).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> COMMENT.matcher(FileRules.text(file)).replaceAll(""))
                .flatMap(text -> pattern.matcher(text).results())
                .toList();
    }
}
