package dev.carrousel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.carrousel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule theLibraryIsPlainJava =
      classes()
          .that()
          .resideInAPackage("dev.carrousel.lstm..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "jdk.incubator.vector..", "org.jspecify..", "dev.carrousel.lstm..");

  @ArchTest
  static final ArchRule onlyTheKernelsSeeTheVectorApi =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.carrousel.lstm.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule roomsOfTheLibraryHaveNoCycles =
      slices().matching("dev.carrousel.lstm.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule roomsOfTheServiceHaveNoCycles =
      slices().matching("dev.carrousel.service.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule allMayUseWebAndWebUsesNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.carrousel.service.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.carrousel.service.datasets..",
              "dev.carrousel.service.jobs..",
              "dev.carrousel.service.training..",
              "dev.carrousel.service.models..",
              "dev.carrousel.service.prediction..");

  @ArchTest
  static final ArchRule theLedgerKnowsNeitherDataNorModels =
      noClasses()
          .that()
          .resideInAPackage("dev.carrousel.service.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.carrousel.service.datasets..",
              "dev.carrousel.service.models..",
              "dev.carrousel.lstm..");

  @ArchTest
  static final ArchRule entitiesStayInTheirRoom =
      classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule repositoriesStayInTheirRoom =
      classes().that().areAssignableTo(Repository.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule controllersStayInTheirRoom =
      classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule controllersDoNotTouchRepositories =
      noClasses()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Repository.class);

  @ArchTest
  static final ArchRule randomnessIsSeeded =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now");

  @ArchTest
  static final ArchRule theClockIsMadeInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.carrousel.service.storage.TimeSource")
          .should()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule thereIsNoStaticState =
      fields()
          .that()
          .areStatic()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule nothingIsDeserialised =
      noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    JavaPackage root = classes.getPackage("dev.carrousel");
    List<String> unmarked =
        root.getSubpackagesInTree().stream()
            .filter(candidate -> !candidate.getClasses().isEmpty())
            .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @ArchTest
  static void theRulesFoundClassesToCheck(JavaClasses classes) {
    assertThat(
            classes.stream().filter(type -> type.getPackageName().startsWith("dev.carrousel.lstm")))
        .hasSizeGreaterThan(30);
    assertThat(classes.stream().filter(type -> type.isAnnotatedWith(Entity.class)))
        .hasSizeGreaterThan(4);
    assertThat(classes.stream().filter(type -> type.isAnnotatedWith(RestController.class)))
        .hasSizeGreaterThan(4);
  }
}
