package sleeper.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsServersTest {

  @Test
  void shouldPutAnObjectOnceInS3() {
    S3Client s3 = TestClients.s3();
    s3.createBucket(b -> b.bucket("put-once"));
    s3.putObject(
        b -> b.bucket("put-once").key("a/b").ifNoneMatch("*"), RequestBody.fromString("1"));

    assertThatThrownBy(
            () ->
                s3.putObject(
                    b -> b.bucket("put-once").key("a/b").ifNoneMatch("*"),
                    RequestBody.fromString("2")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(s3.getObjectAsBytes(b -> b.bucket("put-once").key("a/b")).asUtf8String())
        .isEqualTo("1");
  }

  @Test
  void shouldPutAnItemOnceInDynamoDb() {
    DynamoDbClient dynamoDb = TestClients.dynamoDb();
    dynamoDb.createTable(
        b ->
            b.tableName("put-once")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("ID")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("ID").keyType(KeyType.HASH).build()));
    Map<String, AttributeValue> item = Map.of("ID", AttributeValue.fromS("1"));
    dynamoDb.putItem(
        b -> b.tableName("put-once").item(item).conditionExpression("attribute_not_exists(ID)"));

    assertThatThrownBy(
            () ->
                dynamoDb.putItem(
                    b ->
                        b.tableName("put-once")
                            .item(item)
                            .conditionExpression("attribute_not_exists(ID)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void shouldReceiveWhatWasSentToSqs() {
    SqsClient sqs = TestClients.sqs();
    String url = sqs.createQueue(b -> b.queueName("messages")).queueUrl();
    sqs.sendMessage(b -> b.queueUrl(url).messageBody("hello"));

    assertThat(sqs.receiveMessage(b -> b.queueUrl(url)).messages())
        .singleElement()
        .satisfies(message -> assertThat(message.body()).isEqualTo("hello"));
  }

  @Test
  void shouldListenOnThisMachineAlone() throws Exception {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
            .toList();
    List<URI> servers = List.of(AwsServers.s3(), AwsServers.dynamoDb(), AwsServers.sqs());

    assertThat(servers).allSatisfy(server -> assertThat(server.getHost()).isEqualTo("127.0.0.1"));
    assertThat(others)
        .allSatisfy(
            address ->
                assertThat(servers.stream().flatMap(s -> reachable(address, s.getPort())))
                    .isEmpty());
  }

  private static Stream<InetAddress> reachable(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return Stream.of(socket.getInetAddress());
    } catch (java.io.IOException refused) {
      return Stream.empty();
    }
  }
}
