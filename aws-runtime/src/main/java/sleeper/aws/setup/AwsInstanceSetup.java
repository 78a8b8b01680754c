package sleeper.aws.setup;

import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.AwsNames;
import sleeper.instance.aws.InstanceFinder;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;

/**
 * Makes small instances on AWS, for tests and for those who do without deployment tools: two
 * buckets, the tables of the state store and the trackers, two queues.
 *
 * <p>Everything can be repeated: what was broken off goes on where it was. What AWS refuses is
 * thrown as {@link java.io.UncheckedIOException}, with what was to be done and why it was not.
 */
public final class AwsInstanceSetup {

  private final AwsClients clients;

  /** A setup that works by these clients, which stay the caller's. */
  public AwsInstanceSetup(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * Makes an instance that is ours alone. It is there once its properties are, which are written
   * last.
   *
   * @param properties what is to be set besides the names of what is made
   * @throws InvalidInput if there is an instance of that id, what is left of one is in the way, or
   *     a property is one that is set here
   */
  public SetupReport create(String instanceId, InstanceProperties properties) {
    return new InstanceCreation(clients, names(instanceId)).create(properties);
  }

  /**
   * Makes the tables that we need beside those of an instance that Sleeper deployed. Nothing of
   * Sleeper's is changed.
   *
   * @throws InvalidInput if there is no instance of that id, or it is ours alone
   */
  public SetupReport adopt(String instanceId) {
    InstanceProperties properties = new InstanceFinder(clients).find(instanceId);
    if (!properties.get(AwsProperty.SHARED)) {
      throw new InvalidInput(
          "Instance %s was not deployed by Sleeper, and has all that it needs"
              .formatted(instanceId));
    }
    SetupNotes notes = new SetupNotes();
    DynamoTables tables = new DynamoTables(clients.dynamoDb(), new DynamoTableNames(properties));
    new Tables(tables, notes).make(tables::createOurs);
    return notes.report(instanceId);
  }

  /**
   * Deletes an instance that {@link #create} made, with all rows of all of its tables.
   *
   * @throws InvalidInput if there is no instance of that id, or it was made in another way
   */
  public SetupReport delete(String instanceId) {
    return new InstanceDeletion(clients, names(instanceId)).delete();
  }

  private AwsNames names(String instanceId) {
    return new InstanceFinder(clients).names(instanceId);
  }
}
