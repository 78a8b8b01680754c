package sleeper.instance.aws.requests;

import java.util.Comparator;

/**
 * What a service of AWS is asked for. The order is that of the texts.
 *
 * @param service as the SDK calls it, such as {@code S3} or {@code DynamoDb}
 * @param operation as the API calls it, such as {@code PutObject}
 */
public record RequestKind(String service, String operation) implements Comparable<RequestKind> {

  private static final Comparator<RequestKind> ORDER =
      Comparator.comparing(RequestKind::service).thenComparing(RequestKind::operation);

  @Override
  public int compareTo(RequestKind other) {
    return ORDER.compare(this, other);
  }

  /** {@code S3.PutObject}. */
  @Override
  public String toString() {
    return service + "." + operation;
  }
}
