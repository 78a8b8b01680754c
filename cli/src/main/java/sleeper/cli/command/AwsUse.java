package sleeper.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sleeper.cli.terminal.Human;
import sleeper.instance.aws.requests.RequestCounts;

/** Shows what a command asked AWS for. */
public final class AwsUse {

  private AwsUse() {}

  /** {@code DynamoDb 9, S3 132 requests; 12.3 MB uploaded, 24 write units}. */
  public static String text(RequestCounts counts) {
    Map<String, Long> services = new TreeMap<>();
    counts.requests().forEach((kind, count) -> services.merge(kind.service(), count, Long::sum));
    String requests =
        services.entrySet().stream()
            .map(each -> each.getKey() + " " + Human.count(each.getValue()))
            .collect(Collectors.joining(", "));
    return "%s requests; %s uploaded, %s of DynamoDB"
        .formatted(
            requests.isEmpty() ? "no" : requests,
            Human.bytes(counts.uploadedBytes()),
            Human.counted(Math.round(counts.writeUnits()), "write unit"));
  }

  /** The same for programs, by service and operation. */
  public static ObjectNode json(RequestCounts counts) {
    ObjectNode node = Json.object();
    ObjectNode requests = node.putObject("requests");
    counts.requests().forEach((kind, count) -> requests.put(kind.toString(), count));
    node.put("uploadedBytes", counts.uploadedBytes());
    node.put("writeUnits", counts.writeUnits());
    node.put("readUnits", counts.readUnits());
    return node;
  }
}
