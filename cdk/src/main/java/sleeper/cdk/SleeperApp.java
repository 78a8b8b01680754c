package sleeper.cdk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.cdk.config.ConfigFile;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.Lambdas;
import sleeper.cdk.stack.SleeperIngest;
import sleeper.core.error.InvalidInput;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/**
 * The app that the CDK runs: one stack with an instance in it, as a file says. The file is named by
 * the only argument, or by the variable {@code SLEEPER_DEPLOYMENT}; the CDK starts the app in the
 * folder of {@code cdk.json}. A second argument {@code check} checks the file and makes nothing.
 *
 * <p>Ends with 0, 3 if the file cannot be deployed, 1 if anything else failed.
 */
public final class SleeperApp {

  private static final Logger LOG = LoggerFactory.getLogger(SleeperApp.class);

  private static final String VARIABLE = "SLEEPER_DEPLOYMENT";
  private static final String CHECK = "check";
  private static final int FAILED = 1;
  private static final int INVALID_INPUT = 3;

  private SleeperApp() {}

  /** Synthesises the app. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv()));
  }

  private static int run(List<String> arguments, Map<String, String> environment) {
    try {
      Path project = Path.of("").toAbsolutePath().resolveSibling("");
      DeploymentConfig deployment = ConfigFile.read(file(arguments, environment), project);
      Lambdas lambdas = Lambdas.ofBuild(project);
      if (!arguments.contains(CHECK)) {
        App app = new App();
        stack(app, deployment, lambdas);
        app.synth();
      }
      return 0;
    } catch (InvalidInput e) {
      LOG.error(e.getMessage());
      return INVALID_INPUT;
    } catch (IOException | RuntimeException e) {
      LOG.error("The deployment could not be synthesised", e);
      return FAILED;
    }
  }

  /** The stack of a deployment, which names neither an account nor a region. */
  static Stack stack(App app, DeploymentConfig deployment, Lambdas lambdas) {
    String id = deployment.id().withoutDots();
    Stack stack =
        Stack.Builder.create(app, "sleeper-" + id)
            .description("Sleeper instance " + deployment.id().value())
            .build();
    new SleeperIngest(stack, "Sleeper", deployment, lambdas);
    return stack;
  }

  private static Path file(List<String> arguments, Map<String, String> environment) {
    String name = arguments.isEmpty() ? environment.getOrDefault(VARIABLE, "") : arguments.get(0);
    if (name.isBlank()) {
      throw new InvalidInput(
          "Name the file that says what to deploy, in variable %s or as the argument"
              .formatted(VARIABLE));
    }
    return Path.of(name);
  }
}
