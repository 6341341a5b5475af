package io.signalbox.adapter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "io.signalbox.adapter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** A provider's folder: any package below the root that is not one of the shared ones. */
    private static final DescribedPredicate<JavaClass> OF_A_PROVIDER = DescribedPredicate.describe(
            "of a provider's folder",
            type -> type.getPackageName().startsWith("io.signalbox.adapter.")
                    && !type.getPackageName().equals("io.signalbox.adapter.wire")
                    && !type.getPackageName().equals("io.signalbox.adapter.wording")
                    && !type.getPackageName().equals("io.signalbox.adapter.responses")
                    && !type.getPackageName().equals("io.signalbox.adapter.conversation")
                    && !type.getPackageName().equals("io.signalbox.adapter.plain"));

    @ArchTest
    static final ArchRule nobody_else_names_a_provider =
            noClasses().that(DescribedPredicate.not(OF_A_PROVIDER)).should().dependOnClassesThat(OF_A_PROVIDER);

    /** One that imitates another may ask its adapter, which is all of a folder that others can see. */
    @ArchTest
    static final ArchRule providers_do_not_know_each_other_in_a_circle =
            slices().assignedFrom(slicesOfProviders()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_adapter_itself_is_public = classes()
            .that(OF_A_PROVIDER)
            .and()
            .arePublic()
            .should()
            .implement(ProviderAdapter.class)
            .andShould()
            .haveSimpleNameEndingWith("Adapter");

    private static SliceAssignment slicesOfProviders() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return OF_A_PROVIDER.test(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "one slice per provider";
            }
        };
    }
}
