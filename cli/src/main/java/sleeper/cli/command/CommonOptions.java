package sleeper.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import sleeper.core.error.InvalidInput;

/** The options that every command has, before and after its name. */
public final class CommonOptions {

  /** The variable that names the instance's folder. */
  public static final String FOLDER_VARIABLE = "SLEEPER_DIR";

  /** The variable that names an instance on AWS. */
  public static final String INSTANCE_VARIABLE = "SLEEPER_INSTANCE";

  @Option(
      names = "--instance",
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      order = 899,
      description =
          "The id of an instance on AWS, instead of a folder. Without it and --dir:"
              + " $$SLEEPER_INSTANCE.")
  private @Nullable String instance;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      order = 900,
      description =
          "The instance's folder. Without it: $SLEEPER_DIR, and without that, this folder.")
  private @Nullable Path dir;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      order = 901,
      description = "Print the result as JSON, for programs.")
  private boolean json;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      order = 902,
      description = "Show what is logged, and where an error comes from.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      order = 903,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /** Whether the result is for a program. */
  public boolean json() {
    return json;
  }

  /** Whether stack traces and logs are wanted. */
  public boolean verbose() {
    return verbose;
  }

  /**
   * The id of the instance on AWS that is meant, if one is.
   *
   * @throws InvalidInput if a folder is named as well
   */
  public Optional<String> instanceId(CommandContext context) {
    if (instance != null && dir != null) {
      throw new InvalidInput("An instance is on AWS or in a folder; give --instance or --dir");
    } else if (instance != null) {
      return Optional.of(instance.strip());
    } else if (dir != null) {
      return Optional.empty();
    }
    String named = context.environment().getOrDefault(INSTANCE_VARIABLE, "");
    return named.isBlank() ? Optional.empty() : Optional.of(named.strip());
  }

  /** The folder of the instance. */
  public Path folder(CommandContext context) {
    if (dir != null) {
      return context.resolve(dir);
    }
    String named = context.environment().getOrDefault(FOLDER_VARIABLE, "");
    return named.isBlank() ? context.workingFolder() : context.resolve(Path.of(named));
  }
}
