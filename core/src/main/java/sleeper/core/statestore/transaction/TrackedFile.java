package sleeper.core.statestore.transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sleeper.core.statestore.FileReference;

/**
 * A file in a state, with all references to it.
 *
 * @param filename its name
 * @param updateTime of the transaction that last changed its references
 * @param references at most one for each partition, ordered by partition id; none for a file that
 *     waits to be collected
 * @param history the transactions that brought and released it
 */
public record TrackedFile(
    String filename, Instant updateTime, List<TimedReference> references, FileHistory history) {

  public TrackedFile {
    references = ordered(references);
  }

  /** The reference in a partition, if it has one. */
  public Optional<FileReference> referenceIn(String partitionId) {
    return references.stream()
        .filter(held -> held.partitionId().equals(partitionId))
        .map(TimedReference::reference)
        .findFirst();
  }

  TrackedFile withReference(TimedReference added) {
    List<TimedReference> changed = otherThan(added.partitionId());
    changed.add(added);
    return new TrackedFile(filename, added.updateTime(), changed, history.held());
  }

  TrackedFile withoutReference(String partitionId, Instant time, long number) {
    List<TimedReference> changed = otherThan(partitionId);
    FileHistory after = changed.isEmpty() ? history.released(number) : history;
    return new TrackedFile(filename, time, changed, after);
  }

  TrackedFile released(Instant time, long number) {
    FileHistory after = references.isEmpty() ? history : history.released(number);
    return new TrackedFile(filename, time, List.of(), after);
  }

  private List<TimedReference> otherThan(String partitionId) {
    List<TimedReference> others = new ArrayList<>(references);
    others.removeIf(held -> held.partitionId().equals(partitionId));
    return others;
  }

  private static List<TimedReference> ordered(List<TimedReference> references) {
    return references.size() < 2
        ? List.copyOf(references)
        : references.stream().sorted(Comparator.comparing(TimedReference::partitionId)).toList();
  }
}
