package sleeper.deployment.iam;

import java.util.Comparator;

/**
 * That a role may do something.
 *
 * @param action as IAM calls it, such as {@code s3:GetObject}
 * @param resource on what, as {@link ResourceKinds} call it
 */
public record Permission(String action, String resource) implements Comparable<Permission> {

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
