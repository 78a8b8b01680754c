package sleeper.instance.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.storage.DocumentStore.Document;
import sleeper.storage.s3.S3DocumentStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Finds instances by their id, in the bucket that an instance of that id has. */
public final class InstanceFinder {

  /** Where the properties of an instance are in its config bucket. */
  public static final String PROPERTIES = "instance.properties";

  /** The first version of Sleeper whose stored formats are all known here. */
  private static final int FIRST_MINOR_VERSION = 36;

  private static final int FORBIDDEN = 403;

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  private final AwsClients clients;

  /** A finder that asks by these clients, which stay the caller's. */
  public InstanceFinder(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * The properties of an instance, with the bucket that they were found in.
   *
   * @throws InvalidInput if there is none of that id, or it is of a version that is not known
   */
  public InstanceProperties find(String instanceId) {
    AwsNames names = names(instanceId);
    return lookFor(names)
        .orElseThrow(
            () ->
                new InvalidInput(
                    ("There is no instance %s in account %s: no %s in bucket %s; check the id, the"
                            + " region and the credentials, or make one with sleeper instance"
                            + " create --aws %s")
                        .formatted(
                            instanceId,
                            names.account(),
                            PROPERTIES,
                            names.configBucket(),
                            instanceId)));
  }

  /**
   * The same, if there is one.
   *
   * @throws InvalidInput if it is of a version that is not known
   */
  public Optional<InstanceProperties> lookFor(AwsNames names) {
    String bucket = names.configBucket();
    return read(bucket)
        .map(found -> checked(bucket, found))
        .or(() -> lookForOld(names.oldConfigBucket()));
  }

  /** The old name has no account in it, so that the bucket may well be somebody else's. */
  private Optional<InstanceProperties> lookForOld(String bucket) {
    try {
      return read(bucket).map(found -> checked(bucket, found));
    } catch (UncheckedIOException e) {
      if (isForbidden(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isForbidden(UncheckedIOException failure) {
    IOException cause = failure.getCause();
    return cause != null
        && cause.getCause() instanceof S3Exception refused
        && refused.statusCode() == FORBIDDEN;
  }

  /**
   * What an instance of an id has, or would have, as names.
   *
   * @throws InvalidInput if the id cannot be used
   */
  public AwsNames names(String instanceId) {
    return new AwsNames(instanceId, account());
  }

  /** The properties of the instance that has a config bucket. */
  InstanceProperties findInBucket(String bucket) {
    return read(bucket)
        .map(found -> checked(bucket, found))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "There is no instance in bucket %s: it has no %s"
                        .formatted(bucket, PROPERTIES)));
  }

  private String account() {
    try {
      return clients.account();
    } catch (SdkException e) {
      throw new UncheckedIOException(
          new IOException(
              "The AWS account could not be found out; set %s, or check the credentials: %s"
                  .formatted(AwsClients.ACCOUNT_VARIABLE, e.getMessage()),
              e));
    }
  }

  private Optional<InstanceProperties> read(String bucket) {
    try {
      return new S3DocumentStore(clients.s3(), bucket)
          .read(PROPERTIES)
          .map(Document::text)
          .map(InstanceProperties::parse)
          .map(found -> found.with(AwsProperty.CONFIG_BUCKET, bucket));
    } catch (IOException e) {
      if (e.getCause() instanceof NoSuchBucketException) {
        return Optional.empty();
      }
      throw new UncheckedIOException(e);
    }
  }

  private static InstanceProperties checked(String bucket, InstanceProperties properties) {
    Optional<String> version = properties.find(AwsProperty.VERSION);
    if (version.isPresent() && properties.get(AwsProperty.SHARED)) {
      Matcher parts = VERSION.matcher(version.get());
      boolean isKnown =
          parts.matches()
              && (Integer.parseInt(parts.group(1)) > 0
                  || Integer.parseInt(parts.group(2)) >= FIRST_MINOR_VERSION);
      if (!isKnown) {
        throw new InvalidInput(
            "The instance in bucket %s is of version %s of Sleeper; only those from 0.%d on are known"
                .formatted(bucket, version.get(), FIRST_MINOR_VERSION));
      }
    }
    return properties;
  }
}
