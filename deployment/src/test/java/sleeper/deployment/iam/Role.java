package sleeper.deployment.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What runs in a deployment, with the permissions that it needs: no more, no fewer. They are listed
 * in {@code permissions.txt}; a test compares the list with what each of them does.
 */
public enum Role {
  /** The ingest task. */
  INGEST_TASK,
  /** The Lambda that starts tasks. */
  TASK_STARTER,
  /** The Lambda that collects. */
  COLLECTOR,
  /** The Lambda that writes snapshots. */
  SNAPSHOTS,
  /** The Lambda behind the custom resource, where all data stays. */
  DEPLOYMENT,
  /** The same besides, where buckets go with the stack. */
  EMPTYING;

  /** What it needs. */
  public SortedSet<Permission> permissions() {
    SortedSet<Permission> permissions = new TreeSet<>();
    list()
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words[0].equals(text()))
        .forEach(words -> permissions.add(new Permission(words[2], words[1])));
    return permissions;
  }

  /** Its name in the list. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String list() {
    try (InputStream list =
        Objects.requireNonNull(Role.class.getResourceAsStream("permissions.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
