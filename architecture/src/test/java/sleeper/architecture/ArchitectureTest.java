package sleeper.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module and package may import which. */
@AnalyzeClasses(packages = "sleeper", importOptions = MainClasses.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule corePackagesShouldNotKnowFormatsAndServices =
      noClasses()
          .that()
          .resideInAPackage("sleeper.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.amazonaws..",
              "java.sql..",
              "javax.sql..",
              "org.apache..",
              "org.sqlite..",
              "software.amazon..")
          .because("core holds pure logic and ports");

  @ArchTest
  static final ArchRule onlyTheStateStoreShouldSpeakSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("sleeper.statestore..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.duckdb..")
          .because("the rest sees the state store through ports in core");

  @ArchTest
  static final ArchRule onlyTheCommandShouldKnowTheTerminal =
      noClasses()
          .that()
          .resideOutsideOfPackage("sleeper.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ch.qos.logback..", "me.tongfei.progressbar..", "picocli..");

  @ArchTest
  static final ArchRule packagesShouldBeFreeOfCycles =
      slices().matching("sleeper.(**)").namingSlices("sleeper.$1").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesShouldBeNamedByDomain =
      noClasses().should().resideInAnyPackage("..common..", "..impl..", "..util..", "..utils..");

  @ArchTest
  static void modulesShouldOnlyImportWhatTheDesignAllows(JavaClasses classes) {
    for (Module module : Module.values()) {
      noClasses()
          .that()
          .resideInAPackage(module.packages())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(module.forbiddenPackages())
          .allowEmptyShould(module.sources().isEmpty())
          .check(classes);
    }
  }

  @ArchTest
  static void rulesShouldSeeEveryModuleThatHasSources(JavaClasses classes) {
    for (Module module : Module.values()) {
      assertThat(module.hasClassesIn(classes) || module.sources().isEmpty())
          .as("classes of module %s are on the class path", module)
          .isTrue();
    }
  }
}
