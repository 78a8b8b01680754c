package sleeper.aws.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.storage.ObjectStore;
import sleeper.core.table.TableId;
import sleeper.instance.backend.Backend;
import sleeper.servers.TestClients;
import sleeper.statestore.dynamo.DynamoTableNames;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in the data bucket of an instance, and what has a reason to. */
final class StoredObjects {

  private final ChaosInstance chaos;

  StoredObjects(ChaosInstance chaos) {
    this.chaos = chaos;
  }

  /** The keys of objects that nothing refers to. */
  Set<String> untracked() {
    Set<String> keys = there();
    keys.removeAll(tracked());
    return keys;
  }

  /** The keys of objects that something refers to and that are not there. */
  Set<String> missing() {
    Set<String> keys = tracked();
    keys.removeAll(there());
    return keys;
  }

  private Set<String> there() {
    Set<String> keys = new TreeSet<>();
    TestClients.s3()
        .listObjectsV2Paginator(list -> list.bucket(chaos.dataBucket()))
        .contents()
        .stream()
        .map(S3Object::key)
        .forEach(keys::add);
    return keys;
  }

  /** Uploads that were begun and neither completed nor aborted. */
  List<String> unfinishedUploads() {
    return TestClients.s3()
        .listMultipartUploads(list -> list.bucket(chaos.dataBucket()))
        .uploads()
        .stream()
        .map(upload -> upload.key())
        .toList();
  }

  /** The keys of data files and sketches of the tables as they are, snapshots and log bodies. */
  private Set<String> tracked() {
    Set<String> keys = new TreeSet<>();
    Backend backend = chaos.backend();
    for (TableId table : backend.tables().list()) {
      dataFiles(table).forEach(keys::add);
      snapshots(table).forEach(keys::add);
    }
    logBodies().forEach(keys::add);
    return keys;
  }

  private Stream<String> dataFiles(TableId table) {
    return chaos
        .instance()
        .tables()
        .state(table.name(), java.util.OptionalLong.empty())
        .references()
        .stream()
        .map(reference -> keyOf(reference.filename()))
        .flatMap(key -> Stream.of(key, key.replaceFirst("\\.parquet$", ".sketches")));
  }

  private Stream<String> snapshots(TableId table) {
    return Stream.of(LogKind.values())
        .flatMap(kind -> chaos.backend().snapshotRecords().all(table.id(), kind).stream())
        .map(SnapshotRecord::filename)
        .map(this::keyOf)
        .flatMap(key -> Stream.of(key, key.replaceFirst("-files\\.arrow$", "-history.arrow")));
  }

  private Stream<String> logBodies() {
    InstanceProperties properties = chaos.backend().properties();
    DynamoTableNames names = new DynamoTableNames(properties);
    return Stream.of(names.fileLog(), names.partitionLog())
        .flatMap(
            log ->
                TestClients.dynamoDb().scanPaginator(scan -> scan.tableName(log)).items().stream())
        .flatMap(item -> bodyKey(item).stream());
  }

  private static Optional<String> bodyKey(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("BODY_S3_KEY")).map(AttributeValue::s);
  }

  private String keyOf(String filename) {
    ObjectStore objects = chaos.backend().objects();
    String root = objects.filenameOf("x");
    return filename.substring(root.length() - 1);
  }
}
