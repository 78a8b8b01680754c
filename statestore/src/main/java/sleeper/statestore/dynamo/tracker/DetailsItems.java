package sleeper.statestore.dynamo.tracker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sleeper.core.error.CorruptData;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobDetailsJson;
import sleeper.core.tracker.JobRunIds;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What runs had to say, compressed, in as many items as it takes: a run may have read a million
 * files, and an item has at most 400 kB.
 */
final class DetailsItems {

  private static final int PART_BYTES = 350_000;
  private static final String PARTS = "Parts";
  private static final String DETAILS = "Details";

  private DetailsItems() {}

  /** What the keys of a run's items begin with. */
  static String prefix(String jobId, String runId) {
    return "details|" + jobId + "|" + runId + "|";
  }

  static List<Map<String, AttributeValue>> write(JobDetails details, AttributeValue expiry) {
    byte[] all = compressed(JobDetailsJson.write(details));
    int parts = (all.length + PART_BYTES - 1) / PART_BYTES;
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int start = part * PART_BYTES;
      byte[] bytes = Arrays.copyOfRange(all, start, Math.min(start + PART_BYTES, all.length));
      items.add(item(details.run(), part, SdkBytes.fromByteArrayUnsafe(bytes)));
    }
    items.forEach(item -> item.put(PARTS, Items.number(parts)));
    items.forEach(item -> item.put(Expiry.ATTRIBUTE, expiry));
    return items;
  }

  private static Map<String, AttributeValue> item(JobRunIds run, int part, SdkBytes bytes) {
    String entry = "%s%06d".formatted(prefix(run.jobId(), String.valueOf(run.runId())), part);
    Map<String, AttributeValue> item = ProgressItems.ofRun(run, entry);
    item.put(DETAILS, AttributeValue.fromB(bytes));
    return item;
  }

  /** The details in a run's items, in the order of their keys; empty if not all are there. */
  static Optional<JobDetails> read(List<Map<String, AttributeValue>> items) {
    if (items.isEmpty() || Items.number(items.get(0), PARTS) > items.size()) {
      return Optional.empty();
    }
    JobRunIds run = ProgressItems.run(items.get(0));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    items.stream()
        .limit(Items.number(items.get(0), PARTS))
        .forEach(item -> all.writeBytes(part(item)));
    return Optional.of(JobDetailsJson.read(run, uncompressed(run, all.toByteArray())));
  }

  private static byte[] part(Map<String, AttributeValue> item) {
    AttributeValue value = item.get(DETAILS);
    return value == null || value.b() == null ? new byte[0] : value.b().asByteArrayUnsafe();
  }

  private static byte[] compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String uncompressed(JobRunIds run, byte[] bytes) {
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new CorruptData(
              "What run %s of job %s had to say is damaged in table %s"
                  .formatted(run.runId(), run.jobId(), run.tableId()),
              e));
    }
  }
}
