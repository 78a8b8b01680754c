package sleeper.instance.aws;

import java.util.Locale;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/**
 * The names of the buckets and queues of a new instance, which are those that Sleeper gives. An
 * instance that is there says itself what its resources are called.
 *
 * @param instanceId the id as it was given
 * @param account the AWS account
 */
public record AwsNames(String instanceId, String account) {

  private static final int MAX_BUCKET_NAME = 63;
  private static final Pattern ALLOWED_ID =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

  /** What Sleeper calls config buckets, with the account and, earlier, without. */
  private static final Pattern CONFIG_BUCKETS = Pattern.compile("sleeper-.+-config(-\\d{12})?");

  public AwsNames {
    if (!ALLOWED_ID.matcher(instanceId).matches()) {
      throw new InvalidInput(
          "Instance id \"%s\" cannot be used; an id has letters, digits, '-' and '.' only"
              .formatted(instanceId));
    }
  }

  /** Whether a text is a config bucket of some instance by its name, rather than an id. */
  public static boolean isConfigBucket(String text) {
    return CONFIG_BUCKETS.matcher(text).matches();
  }

  /** Where the properties of the instance are. */
  public String configBucket() {
    return bucket("config-" + account);
  }

  /** The same as versions of Sleeper before 0.35.3 called it. */
  public String oldConfigBucket() {
    return bucket("config");
  }

  /** Where data files are. */
  public String dataBucket() {
    return bucket("table-data-" + account);
  }

  /** The queue of ingest jobs. */
  public String jobQueue() {
    return cleaned() + "-IngestJobQ";
  }

  /** The queue of ingest jobs that failed too often. */
  public String deadLetterQueue() {
    return cleaned() + "-IngestJobDLQ";
  }

  private String bucket(String end) {
    String name = cleaned() + "-" + end.toLowerCase(Locale.ROOT);
    if (name.length() > MAX_BUCKET_NAME) {
      throw new InvalidInput(
          "Instance id \"%s\" is too long: its bucket would be called %s, and may have at most %d characters"
              .formatted(instanceId, name, MAX_BUCKET_NAME));
    }
    return name;
  }

  private String cleaned() {
    return "sleeper-" + instanceId.toLowerCase(Locale.ROOT).replace('.', '-');
  }
}
