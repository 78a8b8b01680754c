package sleeper.cdk.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What runs in a deployment under a role of its own. What each may do is listed in {@code
 * permissions.txt}, a line for each action on each kind of resource: no more, no fewer. Policies
 * are made of that list; the tests of what runs compare the list with what it asks AWS for.
 */
public enum Actor {
  /** The ingest task. */
  INGEST_TASK,
  /** The function that starts tasks. */
  TASK_STARTER,
  /** The function that collects what nothing refers to. */
  COLLECTOR,
  /** The function that writes snapshots. */
  SNAPSHOTS,
  /** The function that makes the instance of what was deployed, where all data stays. */
  DEPLOYMENT,
  /** The same besides, where data goes with the deployment. */
  EMPTYING;

  private static final String LIST = "permissions.txt";

  /** Its name in the list, and in the names of what is deployed. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it may do, in the order of the list, which is that of permissions. */
  public List<Permission> permissions() {
    return list()
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(words -> words[0].equals(text()))
        .map(words -> new Permission(words[1], words[2]))
        .toList();
  }

  private static String list() {
    try (InputStream list = Objects.requireNonNull(Actor.class.getResourceAsStream(LIST), LIST)) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
