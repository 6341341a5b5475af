package io.signalbox.testkit.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules about classes. A rule without a match is kept: the module may not have such classes yet. */
final class ClassRules {
    private static final String OURS = "io.signalbox.";

    /** The whole last word of a name that says nothing about what the class is for. */
    private static final Pattern EMPTY_WORD =
            Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Dto|Base|Common|Handler|Service|Processor|Data|Info)");

    /** Words of the glossary that happen to end like that. */
    private static final Set<String> GLOSSARY = Set.of("TestService");

    private static final ArchRule NAMES = classes()
            .should(new ArchCondition<>("have a name whose last word says something") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    String name = type.getSimpleName();
                    if (EMPTY_WORD.matcher(name).matches() && !GLOSSARY.contains(name) && !namedByAFramework(type)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + ": the last word of its name says nothing"));
                    }
                }
            });

    private static final ArchRule KAFKA_AT_THE_EDGES = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..outbox..", "..inbox..", "..kafka..", "..journal..", "..metering..", "..testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .allowEmptyShould(true);

    private static final ArchRule CONTROLLERS_SEND_COMMANDS = noClasses()
            .that()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith("org.axonframework.spring.stereotype.Aggregate")
            .allowEmptyShould(true);

    private static final ArchRule CONSTRUCTOR_INJECTION = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .allowEmptyShould(true);

    private static final ArchRule NO_STATIC_STATE =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);

    private static final ArchRule NO_OBJECT_MAPPING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "javax.persistence..", "org.mockito..", "lombok..")
            .allowEmptyShould(true);

    static final List<ArchRule> ALL = List.of(
            NAMES,
            KAFKA_AT_THE_EDGES,
            CONTROLLERS_SEND_COMMANDS,
            CONSTRUCTOR_INJECTION,
            NO_STATIC_STATE,
            NO_OBJECT_MAPPING);

    private ClassRules() {}

    /** A framework's interface brings its own last word: {@code EventMessageHandler}, {@code BeanPostProcessor}. */
    private static boolean namedByAFramework(JavaClass type) {
        return type.getAllRawInterfaces().stream().anyMatch(ClassRules::isForeign)
                || type.getAllRawSuperclasses().stream().anyMatch(ClassRules::isForeign);
    }

    private static boolean isForeign(JavaClass type) {
        return !type.getName().startsWith(OURS) && !type.getName().startsWith("java.");
    }
}
