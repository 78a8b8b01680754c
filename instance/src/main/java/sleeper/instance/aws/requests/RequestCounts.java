package sleeper.instance.aws.requests;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What AWS was asked for. A request that is repeated counts each time, since each costs.
 *
 * @param requests how many of each kind; kinds that were not asked for are missing
 * @param uploadedBytes bytes of objects and parts sent to S3
 * @param writeUnits write request units that DynamoDB says it took
 * @param readUnits read request units that DynamoDB says it took
 */
public record RequestCounts(
    SortedMap<RequestKind, Long> requests,
    long uploadedBytes,
    double writeUnits,
    double readUnits) {

  public RequestCounts {
    requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
  }

  /** How many requests of a service were of any of these operations. */
  public long of(String service, String... operations) {
    long sum = 0;
    for (String operation : operations) {
      sum += requests.getOrDefault(new RequestKind(service, operation), 0L);
    }
    return sum;
  }

  /** All requests. */
  public long total() {
    return sum(requests.values());
  }

  /** What came since these earlier counts of the same counter. */
  public RequestCounts since(RequestCounts earlier) {
    TreeMap<RequestKind, Long> more = new TreeMap<>();
    requests.forEach(
        (kind, count) -> {
          long added = count - earlier.requests.getOrDefault(kind, 0L);
          if (added > 0) {
            more.put(kind, added);
          }
        });
    return new RequestCounts(
        more,
        uploadedBytes - earlier.uploadedBytes,
        writeUnits - earlier.writeUnits,
        readUnits - earlier.readUnits);
  }

  /** A line for people: {@code 12 requests (S3.PutObject 12), 4096 bytes uploaded, ...}. */
  public String summary() {
    String kinds =
        requests.entrySet().stream()
            .map(RequestCounts::text)
            .collect(Collectors.joining(", ", " (", ")"));
    return String.format(
        Locale.ROOT,
        "%d requests%s, %d bytes uploaded, %.1f write units, %.1f read units",
        total(),
        requests.isEmpty() ? "" : kinds,
        uploadedBytes,
        writeUnits,
        readUnits);
  }

  private static String text(Map.Entry<RequestKind, Long> entry) {
    return entry.getKey() + " " + entry.getValue();
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
