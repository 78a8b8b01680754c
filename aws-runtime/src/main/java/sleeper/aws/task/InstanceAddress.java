package sleeper.aws.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sleeper.core.error.InvalidInput;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.AwsNames;

/**
 * Which instance a process works for: a folder, an instance id, or a config bucket, as Sleeper's
 * own containers are told.
 */
sealed interface InstanceAddress {

  /** The variable that names an instance. */
  String INSTANCE_VARIABLE = "SLEEPER_INSTANCE";

  /** The variable that names a config bucket. */
  String BUCKET_VARIABLE = "CONFIG_BUCKET";

  /** Opens it. */
  SleeperInstance open();

  /**
   * What a command line says, or else the environment.
   *
   * @throws InvalidInput if neither says anything, or the command line too much
   */
  static InstanceAddress of(List<String> arguments, Map<String, String> environment) {
    String bucket = environment.getOrDefault(BUCKET_VARIABLE, "");
    String instance = environment.getOrDefault(INSTANCE_VARIABLE, "");
    if (arguments.size() == 1 && !arguments.get(0).isBlank()) {
      return parse(arguments.get(0));
    } else if (arguments.isEmpty() && !instance.isBlank()) {
      return parse(instance);
    } else if (arguments.isEmpty() && !bucket.isBlank()) {
      return new Bucket(bucket);
    }
    throw new InvalidInput(
        "Name one instance: its id, its config bucket or its folder, as the only argument or in variable %s"
            .formatted(INSTANCE_VARIABLE));
  }

  private static InstanceAddress parse(String text) {
    if (text.contains("/")) {
      return new Folder(Path.of(text));
    }
    return AwsNames.isConfigBucket(text) ? new Bucket(text) : new Id(text);
  }

  /** A folder of this machine; ids and buckets have no slash in them. */
  record Folder(Path path) implements InstanceAddress {
    @Override
    public SleeperInstance open() {
      return SleeperInstance.open(path);
    }
  }

  /** An instance on AWS. */
  record Id(String id) implements InstanceAddress {
    @Override
    public SleeperInstance open() {
      return SleeperInstance.connect(id);
    }
  }

  /** An instance on AWS by the bucket of its properties. */
  record Bucket(String name) implements InstanceAddress {

    @Override
    public SleeperInstance open() {
      return SleeperInstance.connectToBucket(AwsClients.ofEnvironment(), name);
    }
  }
}
