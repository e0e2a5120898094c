package io.iclight;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md, as rules. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.iclight");

    private static final String[] CORE = {
        "io.iclight",
        "io.iclight.bundled..",
        "io.iclight.internal..",
        "io.iclight.request..",
        "io.iclight.sampling..",
        "io.iclight.progress..",
        "io.iclight.light..",
        "io.iclight.matting..",
        "io.iclight.detail..",
        "io.iclight.normals.."
    };

    private static final String[] EXAMPLES = {
        "io.iclight.bench..",
        "io.iclight.cli..",
        "io.iclight.parity..",
        "io.iclight.synthesis..",
        "io.iclight.doctor..",
        "io.iclight.train..",
        "io.iclight.examples.."
    };

    @Test
    void everyModuleWasLookedAt() {
        assertThat(CLASSES.size()).isGreaterThan(150);
        for (String part :
                new String[] {"io.iclight.io", "io.iclight.samplers", "io.iclight.models", "io.iclight.cli"}) {
            assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith(part)))
                    .as(part)
                    .isNotEmpty();
        }
    }

    @Test
    void everyClassBelongsToAModule() {
        DescribedPredicate<JavaClass> modules = resideInAnyPackage(
                        "io.iclight.io..", "io.iclight.samplers..", "io.iclight.models..")
                .or(resideInAnyPackage(CORE))
                .or(resideInAnyPackage(EXAMPLES));
        assertThat(CLASSES.stream().filter(modules.negate())).isEmpty();
    }

    @Test
    void modulesDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("io")
                .definedBy("io.iclight.io..")
                .layer("samplers")
                .definedBy("io.iclight.samplers..")
                .layer("models")
                .definedBy("io.iclight.models..")
                .layer("core")
                .definedBy(CORE)
                .layer("examples")
                .definedBy(EXAMPLES)
                .whereLayer("examples")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("examples")
                .whereLayer("models")
                .mayOnlyBeAccessedByLayers("core", "examples")
                .whereLayer("samplers")
                .mayOnlyBeAccessedByLayers("core", "examples")
                .whereLayer("io")
                .mayOnlyBeAccessedByLayers("models", "core", "examples")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.iclight.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("io.iclight.io.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("io.iclight.models.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("io.iclight.samplers.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void applicationsMeetNoNativeType() {
        methods()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage(CORE)
                        .and(resideOutsideOfPackage("io.iclight.internal.."))
                        .and(describe("are public", c -> c.getModifiers().contains(JavaModifier.PUBLIC))))
                .and()
                .arePublic()
                .should(new ArchCondition<JavaMethod>("not mention JavaCPP") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                                .filter(type -> type.getPackageName().startsWith("org.bytedeco"))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " mentions " + type.getName())));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void oneClassPerModuleTouchesPointerScopes() {
        assertThat(CLASSES.stream()
                        .filter(c -> c.getDirectDependenciesFromSelf().stream()
                                .anyMatch(
                                        d -> d.getTargetClass().getName().equals("org.bytedeco.javacpp.PointerScope")))
                        .map(JavaClass::getSimpleName))
                .allMatch(name -> name.endsWith("Scope"))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(resideOutsideOfPackages("io.iclight.cli..", "io.iclight.examples.."))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void noDrawersForOddsAndEnds() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..")
                .check(CLASSES);
    }
}
