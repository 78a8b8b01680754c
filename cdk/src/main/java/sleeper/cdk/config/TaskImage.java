package sleeper.cdk.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/** The container image of ingest tasks. */
public sealed interface TaskImage {

  /** The folder that this project's build prepares, below the project. */
  String BUILT_FOLDER = "aws-runtime/target/image";

  /**
   * A folder with a Dockerfile, from which the image is built and uploaded when it is deployed.
   *
   * @param path the folder
   */
  record Folder(Path path) implements TaskImage {

    /**
     * A folder that is there.
     *
     * @throws InvalidInput if it has no Dockerfile
     */
    public Folder {
      if (!Files.isRegularFile(path.resolve("Dockerfile"))) {
        throw new InvalidInput(
            ("There is no Dockerfile in folder %s; build the image's folder first, or name an"
                    + " image in a registry by \"uri\" of \"image\"")
                .formatted(path));
      }
    }
  }

  /**
   * An image in a registry, for instance {@code
   * 123456789012.dkr.ecr.eu-west-2.amazonaws.com/sleeper:1.0}.
   *
   * @param uri as ECS takes it
   */
  record Registry(String uri) implements TaskImage {

    private static final Pattern URI = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");

    /**
     * An image that can be named.
     *
     * @throws InvalidInput if it cannot
     */
    public Registry {
      if (!URI.matcher(uri).matches()) {
        throw new InvalidInput("\"%s\" is not the name of an image in a registry".formatted(uri));
      }
    }
  }
}
