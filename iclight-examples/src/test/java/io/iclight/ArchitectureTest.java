package io.iclight;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        "io.iclight.drawing..",
        "io.iclight.figures..",
        "io.iclight.train..",
        "io.iclight.examples.."
    };

    private static final Set<String> FACTORIES = Set.of(
            "arange",
            "empty",
            "eye",
            "from_blob",
            "full",
            "linspace",
            "ofBytes",
            "ofDoubles",
            "ofFloats",
            "ofLongs",
            "ones",
            "rand",
            "randint",
            "randn",
            "randperm",
            "scalar_tensor",
            "tensor",
            "tril_indices",
            "zeros");

    /** Each moves what it makes, or hands it to a model, which does. */
    private static final Set<String> MAKERS = Set.of(
            "io.iclight.models.layers.GroupNorm",
            // Packed weights are the processor's.
            "io.iclight.models.layers.WinogradConvolution",
            // Its trial of one number stays on the processor.
            "io.iclight.internal.SamplingTrial",
            "io.iclight.internal.LatentCodec",
            // What it makes, the codec moves.
            "io.iclight.internal.RecentLatents$Latents",
            "io.iclight.models.clip.ClipTextEncoder",
            "io.iclight.models.clip.prompt.WeightedPrompt",
            "io.iclight.models.matting.RmbgMatting",
            "io.iclight.models.unet.TimestepEncoding",
            "io.iclight.models.unet.patch.GaussianBlur",
            "io.iclight.models.unet.patch.LowFrequencies",
            "io.iclight.models.unet.patch.TokenGroups",
            "io.iclight.samplers.noise.NoiseGenerator");

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
    void everyPackageIsOnThePage() throws IOException {
        Set<String> onThePage = new TreeSet<>();
        for (String row : Files.readAllLines(Path.of("../docs/architecture.md"))) {
            if (row.startsWith("| `io.iclight")) {
                List<String> names = Splitter.on(", ")
                        .splitToList(row.substring(2, row.indexOf(" |", 2)).replace("`", ""));
                String first = names.get(0);
                String above = first.substring(0, first.lastIndexOf('.'));
                names.forEach(name -> onThePage.add(name.startsWith(".") ? above + name : name));
            }
        }
        assertThat(onThePage)
                .containsExactlyInAnyOrderElementsOf(
                        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()));
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
    void twoClassesTouchPointerScopes() {
        assertThat(CLASSES.stream()
                        .filter(c -> c.getDirectDependenciesFromSelf().stream()
                                .anyMatch(
                                        d -> d.getTargetClass().getName().equals("org.bytedeco.javacpp.PointerScope")))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("TensorScope", "NativeScope");
    }

    /**
     * A tensor that is made from nothing lies on the processor. All others are where their operands are, so that whoever
     * makes one here is who must move it to where it is computed with.
     */
    @Test
    void fewMakeTensorsFromNothing() {
        noClasses()
                .that(resideInAnyPackage("io.iclight.models..", "io.iclight.samplers..")
                        .or(resideInAnyPackage(CORE)))
                .and(describe("are not known to move them", c -> !MAKERS.contains(c.getName())))
                .should(callMethodWhere(describe(
                        "it makes a tensor from nothing",
                        call -> FACTORIES.contains(call.getTarget().getName())
                                && (call.getTargetOwner().getName().equals("org.bytedeco.pytorch.global.torch")
                                        || call.getTargetOwner().getName().equals("io.iclight.io.tensor.TensorData")))))
                .check(CLASSES);
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
