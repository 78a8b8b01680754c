package sleeper.starter.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Invokes the Lambda in this process, on the servers of this process. */
public final class StarterInvocation {

  private StarterInvocation() {}

  /** Looks once for jobs that wait; returns what the Lambda answers. */
  public static String invoke(String configBucket, EcsClient ecs) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new TaskStarterLambda(new AwsClients(TestClients.s3(), TestClients.sqs(), ecs), configBucket)
        .handleRequest(
            new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
            answer,
            new LambdaContext(UUID.randomUUID().toString()));
    return answer.toString(StandardCharsets.UTF_8);
  }
}
