package sleeper.cdk.config;

import java.nio.file.Files;
import java.nio.file.Path;
import sleeper.core.error.InvalidInput;

/**
 * The code of the functions, as it was built.
 *
 * @param starter the zip of the task starter
 * @param deployment the zip of what a deployment runs
 */
public record Lambdas(Path starter, Path deployment) {

  /**
   * Zips that are there.
   *
   * @throws InvalidInput naming one that is not
   */
  public Lambdas {
    checkIsThere(starter, "task-starter");
    checkIsThere(deployment, "deployment");
  }

  /** Where the build of this project puts them. */
  public static Lambdas ofBuild(Path project) {
    return new Lambdas(
        project.resolve("task-starter/target/task-starter.zip"),
        project.resolve("deployment/target/sleeper-deployment-lambda.zip"));
  }

  private static void checkIsThere(Path zip, String module) {
    if (!Files.isRegularFile(zip)) {
      throw new InvalidInput(
          "There is no Lambda zip %s; build it with: mvn -Dquick -DskipTests -pl %s -am package"
              .formatted(zip, module));
    }
  }
}
