package sleeper.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import sleeper.core.testing.SharedData;

/** A module that is shipped, with the packages it holds and the modules it may import. */
enum Module {
  CORE("sleeper.core"),
  PARQUET("sleeper.parquet", CORE),
  STORAGE("sleeper.storage", CORE),
  STATESTORE("sleeper.statestore", CORE),
  INGEST_RUNNER("sleeper.ingest", CORE, PARQUET),
  QUERY("sleeper.query", CORE, PARQUET),
  PLANNER("sleeper.plan", CORE, PARQUET, STORAGE, STATESTORE, INGEST_RUNNER),
  INSTANCE("sleeper.instance", CORE, PARQUET, STORAGE, STATESTORE, INGEST_RUNNER, QUERY),
  AWS_RUNTIME("sleeper.aws", CORE, STORAGE, STATESTORE, INGEST_RUNNER, INSTANCE),
  TASK_STARTER("sleeper.starter", CORE),
  DEPLOYMENT("sleeper.deployment", CORE, PARQUET, STORAGE, STATESTORE, INSTANCE),
  CDK("sleeper.cdk", CORE),
  CLI(
      "sleeper.cli",
      CORE,
      PARQUET,
      INGEST_RUNNER,
      QUERY,
      PLANNER,
      INSTANCE,
      AWS_RUNTIME,
      TASK_STARTER);

  private final String rootPackage;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<Module> imports;

  Module(String rootPackage, Module... imports) {
    this.rootPackage = rootPackage;
    this.imports = Set.of(imports);
  }

  /** The module's packages as ArchUnit writes them. */
  String packages() {
    return rootPackage + "..";
  }

  /** The packages of the modules that this one must not import. */
  String[] forbiddenPackages() {
    Set<Module> forbidden = EnumSet.allOf(Module.class);
    forbidden.remove(this);
    forbidden.removeAll(imports);
    return forbidden.stream().map(Module::packages).toArray(String[]::new);
  }

  boolean hasClassesIn(JavaClasses classes) {
    return classes.stream().map(JavaClass::getPackageName).anyMatch(this::holds);
  }

  /** The main sources of the module, without those that only describe a package. */
  List<Path> sources() {
    return javaFiles().stream().filter(file -> !file.endsWith("package-info.java")).toList();
  }

  Path sourceFolder() {
    String folder = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return SharedData.projectRoot().resolve(folder).resolve("src/main/java");
  }

  private List<Path> javaFiles() {
    try (Stream<Path> files = Files.walk(sourceFolder())) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean holds(String packageName) {
    return packageName.equals(rootPackage) || packageName.startsWith(rootPackage + ".");
  }
}
