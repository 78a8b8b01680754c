package sleeper.statestore.dynamo;

import java.io.UncheckedIOException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes and deletes the DynamoDB tables of an instance. Both can be repeated. */
public final class DynamoTables {

  private final DynamoDbClient client;
  private final DynamoTableNames names;

  /** The tables of these names. */
  public DynamoTables(DynamoDbClient client, DynamoTableNames names) {
    this.client = client;
    this.names = names;
  }

  /**
   * Makes those that are not there, and waits until all can be used.
   *
   * @throws UncheckedIOException if one cannot be made
   */
  public void create() {
    DynamoTableDefinitions.all(names).forEach(this::create);
    DynamoTableDefinitions.all(names).forEach(this::awaitActive);
  }

  /**
   * Makes those that are ours and not there, beside those of an instance that Sleeper deployed.
   *
   * @throws UncheckedIOException if one cannot be made
   */
  public void createOurs() {
    DynamoTableDefinitions.all(names).stream()
        .filter(this::isOurs)
        .peek(this::create)
        .toList()
        .forEach(this::awaitActive);
  }

  /**
   * The names of those that are there, or about to be.
   *
   * @throws UncheckedIOException if DynamoDB does not tell
   */
  public List<String> existing() {
    return DynamoTableDefinitions.all(names).stream()
        .map(DynamoTableDefinitions.Definition::name)
        .filter(this::isThere)
        .toList();
  }

  private boolean isThere(String table) {
    try {
      return client.describeTable(request -> request.tableName(table)).table() != null;
    } catch (ResourceNotFoundException missing) {
      return false;
    } catch (SdkException e) {
      throw DynamoFailures.unread("DynamoDB table %s could not be looked for".formatted(table), e);
    }
  }

  private boolean isOurs(DynamoTableDefinitions.Definition table) {
    return table.name().equals(names.ledger())
        || table.name().equals(names.writeIntents())
        || table.name().equals(names.jobProgress());
  }

  /**
   * Deletes all tables with everything in them, and waits until they are gone; those that are not
   * there are no error.
   *
   * @throws UncheckedIOException if one cannot be deleted
   */
  public void delete() {
    DynamoTableDefinitions.all(names).forEach(this::delete);
    DynamoTableDefinitions.all(names).forEach(this::awaitGone);
  }

  private void awaitGone(DynamoTableDefinitions.Definition table) {
    try {
      client.waiter().waitUntilTableNotExists(request -> request.tableName(table.name()));
    } catch (SdkException e) {
      throw DynamoFailures.unread(
          "DynamoDB table %s could not be deleted".formatted(table.name()), e);
    }
  }

  private void delete(DynamoTableDefinitions.Definition table) {
    try {
      client.deleteTable(request -> request.tableName(table.name()));
    } catch (ResourceNotFoundException gone) {
      return;
    } catch (SdkException e) {
      if (!isBeingDeleted(table, e)) {
        throw DynamoFailures.unread(
            "DynamoDB table %s could not be deleted".formatted(table.name()), e);
      }
    }
  }

  private boolean isBeingDeleted(DynamoTableDefinitions.Definition table, SdkException failure) {
    return failure instanceof ResourceInUseException
        && client.describeTable(request -> request.tableName(table.name())).table().tableStatus()
            == TableStatus.DELETING;
  }

  private void create(DynamoTableDefinitions.Definition table) {
    try {
      client.createTable(table.request());
    } catch (ResourceInUseException there) {
      return;
    } catch (SdkException e) {
      throw DynamoFailures.unread("DynamoDB table %s could not be made".formatted(table.name()), e);
    }
  }

  private void awaitActive(DynamoTableDefinitions.Definition table) {
    try {
      client.waiter().waitUntilTableExists(request -> request.tableName(table.name()));
      if (!table.expiry().isEmpty() && !expires(table)) {
        letExpire(table);
      }
    } catch (SdkException e) {
      throw DynamoFailures.unread("DynamoDB table %s could not be made".formatted(table.name()), e);
    }
  }

  private void letExpire(DynamoTableDefinitions.Definition table) {
    try {
      client.updateTimeToLive(
          request ->
              request
                  .tableName(table.name())
                  .timeToLiveSpecification(
                      TimeToLiveSpecification.builder()
                          .attributeName(table.expiry())
                          .enabled(true)
                          .build()));
    } catch (SdkException e) {
      // Somebody else who makes the same tables may have been faster.
      if (!expires(table)) {
        throw e;
      }
    }
  }

  private boolean expires(DynamoTableDefinitions.Definition table) {
    TimeToLiveStatus status =
        client
            .describeTimeToLive(request -> request.tableName(table.name()))
            .timeToLiveDescription()
            .timeToLiveStatus();
    return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
  }
}
