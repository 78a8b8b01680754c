package sleeper.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;

/** What no class may use, and what to use instead. */
@AnalyzeClasses(packages = "sleeper", importOptions = MainClasses.class)
class CodingRulesTest {

  private static final String[] WIRING = {"sleeper.cli..", "sleeper.instance.."};

  @ArchTest
  static final ArchRule loggingShouldGoThroughSlf4j =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule onlyTheCommandShouldUseStandardStreams =
      noClasses()
          .that()
          .resideOutsideOfPackage("sleeper.cli..")
          .should(ACCESS_STANDARD_STREAMS)
          .because("a library logs through SLF4J and returns results");

  @ArchTest
  static final ArchRule timeShouldComeFromAClock =
      noClasses()
          .that()
          .resideOutsideOfPackages(WIRING)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .because("tests set the time: take a java.time.Clock");

  @ArchTest
  static final ArchRule idsAndRandomNumbersShouldBeGiven =
      noClasses()
          .that()
          .resideOutsideOfPackages(WIRING)
          .and()
          .resideOutsideOfPackage("sleeper.storage..") // names of partial files, seen by nobody
          .should()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(java.util.Random.class)
          .because("tests repeat a run: take a supplier of ids or a seed");

  @ArchTest
  static final ArchRule workShouldRunOnGivenExecutors =
      noClasses()
          .should()
          .callMethodWhere(
              target(nameMatching("parallelStream"))
                  .and(target(owner(assignableTo(Collection.class)))))
          .orShould()
          .callMethodWhere(
              target(nameMatching("parallel")).and(target(owner(assignableTo(BaseStream.class)))))
          .because("the common pool knows no memory budget: take an executor");

  @Test
  void everyPackageShouldBeDescribedAndNullMarked() {
    List<Path> folders =
        Arrays.stream(Module.values())
            .flatMap(module -> module.sources().stream())
            .map(Path::getParent)
            .distinct()
            .toList();

    assertThat(folders)
        .isNotEmpty()
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java")).content().contains("@NullMarked"));
  }
}
