package sleeper.cdk.stack;

import java.util.Comparator;

/**
 * That something may be done. In the order of resources, then of actions.
 *
 * @param resource on what kind of thing of an instance, such as {@code data-bucket} or {@code
 *     table/file-transaction-log}; {@code any} is what IAM gives no names to
 * @param action as IAM calls it, such as {@code s3:GetObject}
 */
public record Permission(String resource, String action) implements Comparable<Permission> {

  private static final Comparator<Permission> ORDER =
      Comparator.comparing(Permission::resource).thenComparing(Permission::action);

  @Override
  public int compareTo(Permission other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return resource + " " + action;
  }
}
