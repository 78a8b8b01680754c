package sleeper.core.statestore.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.transaction.AddFiles.AddedFile;
import sleeper.core.statestore.transaction.AssignJobIds.Claim;
import sleeper.core.statestore.transaction.ReplaceFileReferences.CompactionRun;
import sleeper.core.statestore.transaction.ReplaceFileReferences.Replacement;
import sleeper.core.statestore.transaction.SplitFileReferences.Split;

/** The bodies of file transactions. Members without a value are left out. */
final class FileTransactionJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FileTransactionJson() {}

  static FileTransaction read(TransactionType type, JsonNode body) throws CorruptData {
    return switch (type) {
      case ADD_FILES -> readAddFiles(body);
      case ASSIGN_JOB_IDS ->
          new AssignJobIds(
              JsonMembers.map(JsonMembers.list(body, "requests"), FileTransactionJson::readClaim));
      case CLEAR_FILES -> new ClearFiles();
      case DELETE_FILES -> new DeleteFiles(JsonMembers.texts(body, "filenames"));
      case REPLACE_FILE_REFERENCES ->
          new ReplaceFileReferences(
              JsonMembers.map(
                  JsonMembers.list(body, "jobs"), FileTransactionJson::readReplacement));
      case SPLIT_FILE_REFERENCES ->
          new SplitFileReferences(
              JsonMembers.map(JsonMembers.list(body, "requests"), FileTransactionJson::readSplit));
      case INITIALISE_PARTITIONS, SPLIT_PARTITION, EXTEND_PARTITION_TREE ->
          throw new IllegalArgumentException("Not a file transaction: type=" + type);
    };
  }

  static ObjectNode write(FileTransaction transaction) {
    if (transaction instanceof AddFiles add) {
      return writeAddFiles(add);
    }
    if (transaction instanceof AssignJobIds assign) {
      return object("requests", list(assign.requests(), FileTransactionJson::writeClaim));
    }
    if (transaction instanceof DeleteFiles delete) {
      return object("filenames", list(delete.filenames(), NODES::textNode));
    }
    if (transaction instanceof ReplaceFileReferences replace) {
      return object("jobs", list(replace.jobs(), FileTransactionJson::writeReplacement));
    }
    if (transaction instanceof SplitFileReferences split) {
      return object("requests", list(split.requests(), FileTransactionJson::writeSplit));
    }
    return NODES.objectNode();
  }

  private static AddFiles readAddFiles(JsonNode body) throws CorruptData {
    AddFilesOrigin origin =
        new AddFilesOrigin(
            JsonMembers.optionalText(body, "jobId"),
            JsonMembers.optionalText(body, "taskId"),
            JsonMembers.optionalText(body, "jobRunId"),
            readTime(body));
    return new AddFiles(
        origin,
        JsonMembers.map(JsonMembers.list(body, "files"), FileTransactionJson::readAddedFile));
  }

  private static @Nullable Instant readTime(JsonNode body) throws CorruptData {
    JsonNode time = body.path("writtenTime");
    boolean absent = time.isMissingNode() || time.isNull();
    return absent ? null : Instant.ofEpochMilli(JsonMembers.wholeNumber(body, "writtenTime"));
  }

  private static AddedFile readAddedFile(JsonNode node) throws CorruptData {
    String filename = JsonMembers.text(node, "filename");
    return new AddedFile(
        filename,
        JsonMembers.map(
            JsonMembers.list(node, "references"),
            reference -> FileReferenceJson.read(filename, reference)));
  }

  private static ObjectNode writeAddFiles(AddFiles add) {
    ObjectNode body = NODES.objectNode();
    AddFilesOrigin origin = add.origin();
    put(body, "jobId", origin.jobId());
    put(body, "taskId", origin.taskId());
    put(body, "jobRunId", origin.jobRunId());
    if (origin.writtenTime() != null) {
      body.put("writtenTime", origin.writtenTime().toEpochMilli());
    }
    body.set("files", list(add.files(), FileTransactionJson::writeAddedFile));
    return body;
  }

  private static ObjectNode writeAddedFile(AddedFile file) {
    ObjectNode node = NODES.objectNode().put("filename", file.filename());
    node.set("references", list(file.references(), FileReferenceJson::writeWithoutFilename));
    return node;
  }

  private static Claim readClaim(JsonNode node) throws CorruptData {
    return new Claim(
        JsonMembers.text(node, "jobId"),
        JsonMembers.text(node, "partitionId"),
        JsonMembers.texts(node, "filenames"));
  }

  private static ObjectNode writeClaim(Claim claim) {
    ObjectNode node = NODES.objectNode();
    node.put("jobId", claim.jobId());
    node.put("partitionId", claim.partitionId());
    node.set("filenames", list(claim.filenames(), NODES::textNode));
    return node;
  }

  private static Replacement readReplacement(JsonNode node) throws CorruptData {
    CompactionRun run =
        new CompactionRun(
            JsonMembers.text(node, "jobId"),
            JsonMembers.optionalText(node, "taskId"),
            JsonMembers.optionalText(node, "jobRunId"));
    FileReference reference = FileReferenceJson.read(node.path("newReference"));
    return new Replacement(run, JsonMembers.texts(node, "inputFiles"), reference);
  }

  private static ObjectNode writeReplacement(Replacement job) {
    ObjectNode node = NODES.objectNode();
    put(node, "jobId", job.run().jobId());
    put(node, "taskId", job.run().taskId());
    put(node, "jobRunId", job.run().jobRunId());
    node.set("inputFiles", list(job.inputFiles(), NODES::textNode));
    node.set("newReference", FileReferenceJson.write(job.newReference()));
    return node;
  }

  private static Split readSplit(JsonNode node) throws CorruptData {
    return new Split(
        FileReferenceJson.read(node.path("oldReference")),
        FileReferenceJson.readAll(JsonMembers.list(node, "newReferences")));
  }

  private static ObjectNode writeSplit(Split split) {
    ObjectNode node = NODES.objectNode();
    node.set("oldReference", FileReferenceJson.write(split.oldReference()));
    node.set("newReferences", list(split.newReferences(), FileReferenceJson::write));
    return node;
  }

  private static ObjectNode object(String name, ArrayNode list) {
    ObjectNode node = NODES.objectNode();
    node.set(name, list);
    return node;
  }

  private static <T> ArrayNode list(Collection<T> values, Function<T, JsonNode> writer) {
    ArrayNode list = NODES.arrayNode(values.size());
    values.forEach(value -> list.add(writer.apply(value)));
    return list;
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
