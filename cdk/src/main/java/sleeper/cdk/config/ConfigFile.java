package sleeper.cdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import sleeper.cdk.config.NetworkConfig.ExistingVpc;
import sleeper.cdk.config.NetworkConfig.OwnVpc;
import sleeper.cdk.config.NetworkConfig.TaskAddress;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;

/**
 * The file that says what is to be deployed, as JSON. {@code docs/deployment.md} has its members;
 * those that are not known are refused. Paths in it are relative to its folder.
 */
public final class ConfigFile {

  private static final String WHOLE = "the deployment";
  private static final int DEFAULT_LOG_DAYS = 30;

  /** A job of the usual size is done in minutes; one that is retried for an hour needs somebody. */
  private static final int DEFAULT_AGE_MINUTES = 120;

  private static final String INSTANCE = "instance";
  private static final String VPC = "vpc";
  private static final String SOURCE_BUCKETS = "sourceBuckets";
  private static final String TABLES = "tables";
  private static final String PROPERTIES = "properties";
  private static final String TASK = "task";
  private static final String IMAGE = "image";
  private static final String DATA = "data";
  private static final String LOG_DAYS = "logRetentionDays";
  private static final String STACKS = "stacks";
  private static final String EMAIL = "alarmEmail";
  private static final String AGE = "alarmAgeMinutes";
  private static final String TAGS = "tags";

  static final Set<String> MEMBERS =
      Set.of(
          INSTANCE,
          VPC,
          SOURCE_BUCKETS,
          TABLES,
          PROPERTIES,
          TASK,
          IMAGE,
          DATA,
          LOG_DAYS,
          STACKS,
          EMAIL,
          AGE,
          TAGS);

  private final Path folder;
  private final Path project;

  private ConfigFile(Path folder, Path project) {
    this.folder = folder;
    this.project = project;
  }

  /**
   * Reads and checks a file.
   *
   * @param project the folder of this project, where the image is built if the file names none
   * @throws InvalidInput in one sentence that names the file
   * @throws IOException if a file cannot be read
   */
  public static DeploymentConfig read(Path file, Path project) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      JsonNode json = Json.parse("configuration", Files.readString(file));
      return new ConfigFile(folder == null ? file : folder, project)
          .config(Members.of(WHOLE, json, MEMBERS));
    } catch (NoSuchFileException | CharacterCodingException e) {
      String missing = e instanceof NoSuchFileException same ? same.getFile() : file.toString();
      throw new InvalidInput(
          "File %s is not there or is not UTF-8: deployment=%s".formatted(missing, file), e);
    } catch (InvalidInput e) {
      throw new InvalidInput("%s: deployment=%s".formatted(e.getMessage(), file), e);
    }
  }

  private DeploymentConfig config(Members members) throws IOException {
    InstanceConfig instance =
        new InstanceConfig(
            new InstanceId(
                members.text(INSTANCE, "give the instance an id, for instance \"my-id\"")),
            members.texts(SOURCE_BUCKETS),
            new TablesReader(folder).read(members.list(TABLES)),
            members.textsByName(PROPERTIES));
    TaskReader tasks = new TaskReader(members.members(TASK, TaskReader.MEMBERS));
    return new DeploymentConfig(
        instance, network(members), tasks.config(image(members)), operation(members));
  }

  private static NetworkConfig network(Members members) {
    if (!members.has(VPC)) {
      throw new InvalidInput(
          "The deployment names no \"vpc\"; give it the \"id\" and \"subnets\" of one, or write"
              + " \"own\" for a small one of its own");
    }
    if (members.node(VPC).isTextual() && members.node(VPC).textValue().equals("own")) {
      return new OwnVpc();
    }
    Members vpc =
        members.members(VPC, Set.of("id", "subnets", "securityGroups", "publicAddresses"));
    return new ExistingVpc(
        vpc.text("id", "name the VPC, or write \"own\" instead of the object"),
        vpc.texts("subnets"),
        vpc.texts("securityGroups"),
        vpc.isTrue("publicAddresses") ? TaskAddress.PUBLIC : TaskAddress.PRIVATE);
  }

  private TaskImage image(Members members) {
    Members image = members.members(IMAGE, Set.of("folder", "uri"));
    if (image.has("folder") && image.has("uri")) {
      throw new InvalidInput("\"image\" has a \"folder\" and a \"uri\"; leave out one of them");
    }
    return image
        .optionalText("uri")
        .<TaskImage>map(TaskImage.Registry::new)
        .orElseGet(
            () ->
                new TaskImage.Folder(
                    image
                        .optionalText("folder")
                        .map(folder::resolve)
                        .orElse(project.resolve(TaskImage.BUILT_FOLDER))));
  }

  private static OperationConfig operation(Members members) {
    return new OperationConfig(
        new Retention(data(members), members.wholeNumber(LOG_DAYS, DEFAULT_LOG_DAYS)),
        stacks(members),
        new AlarmConfig(members.optionalText(EMAIL), members.wholeNumber(AGE, DEFAULT_AGE_MINUTES)),
        members.textsByName(TAGS));
  }

  private static Retention.Data data(Members members) {
    Map<String, Retention.Data> names =
        Map.of("retain", Retention.Data.RETAIN, "delete", Retention.Data.DELETE);
    String text = members.optionalText(DATA).orElse("retain");
    Retention.Data data = names.get(text);
    if (data == null) {
      throw new InvalidInput(
          "\"data\" is \"%s\"; it must be \"retain\" or \"delete\"".formatted(text));
    }
    return data;
  }

  private static Set<OptionalStack> stacks(Members members) {
    if (!members.has(STACKS)) {
      return EnumSet.allOf(OptionalStack.class);
    }
    Set<OptionalStack> stacks = EnumSet.noneOf(OptionalStack.class);
    members.texts(STACKS).forEach(text -> stacks.add(OptionalStack.parse(text)));
    return stacks;
  }
}
