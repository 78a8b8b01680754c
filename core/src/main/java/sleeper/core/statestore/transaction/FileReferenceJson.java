package sleeper.core.statestore.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.FileReference;

/** File references as JSON, with the file's name in them or in the object around them. */
final class FileReferenceJson {

  private FileReferenceJson() {}

  static ObjectNode write(FileReference reference) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("filename", reference.filename());
    node.setAll(writeWithoutFilename(reference));
    return node;
  }

  static ObjectNode writeWithoutFilename(FileReference reference) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("partitionId", reference.partitionId());
    node.put("numberOfRows", reference.numberOfRows());
    if (reference.jobId() != null) {
      node.put("jobId", reference.jobId());
    }
    node.put("countApproximate", reference.countApproximate());
    node.put("onlyContainsDataForThisPartition", reference.onlyContainsDataForThisPartition());
    return node;
  }

  static FileReference read(JsonNode node) throws CorruptData {
    return read(JsonMembers.text(node, "filename"), node);
  }

  static FileReference read(String filename, JsonNode node) throws CorruptData {
    return new FileReference(
        filename,
        JsonMembers.text(node, "partitionId"),
        JsonMembers.wholeNumber(node, "numberOfRows"),
        JsonMembers.optionalText(node, "jobId"),
        node.path("countApproximate").asBoolean(false),
        node.path("onlyContainsDataForThisPartition").asBoolean(false));
  }

  static List<FileReference> readAll(JsonNode nodes) throws CorruptData {
    return JsonMembers.map(nodes, FileReferenceJson::read);
  }
}
