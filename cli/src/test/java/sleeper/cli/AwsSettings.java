package sleeper.cli;

import java.util.Map;
import sleeper.servers.AwsServers;
import sleeper.servers.TestCredentials;

/** Leads the SDK to the servers of this process, as the environment does for a command. */
public final class AwsSettings {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.accessKeyId",
          TestCredentials.KEY,
          "aws.secretAccessKey",
          TestCredentials.SECRET,
          "aws.region",
          TestCredentials.REGION,
          "aws.endpointUrlS3",
          AwsServers.s3().toString(),
          "aws.endpointUrlDynamoDb",
          AwsServers.dynamoDb().toString(),
          "aws.endpointUrlSqs",
          AwsServers.sqs().toString());

  private AwsSettings() {}

  /** From now on commands that are run in this process find them. */
  public static void nameTheServers() {
    SETTINGS.forEach(System::setProperty);
  }

  /** From now on they find AWS, if that. */
  public static void forgetTheServers() {
    SETTINGS.keySet().forEach(System::clearProperty);
  }
}
