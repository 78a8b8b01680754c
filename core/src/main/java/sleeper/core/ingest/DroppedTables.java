package sleeper.core.ingest;

import java.time.Instant;
import java.util.List;

/** The tables that were dropped, whose objects have not all been deleted. Thread-safe. */
public interface DroppedTables {

  /**
   * A dropped table.
   *
   * @param tableId its id, which is never used again
   * @param droppedAt when
   */
  record DroppedTable(String tableId, Instant droppedAt) {}

  /** All of them, in the order they were dropped. */
  List<DroppedTable> all();

  /**
   * Makes sure that a table never comes to be after all, before anything of it is deleted: a store
   * may list tables whose making was begun and never ended.
   *
   * @return false if it is there now or was forgotten; then nothing of it must be deleted
   */
  default boolean fence(String tableId) {
    return true;
  }

  /** Forgets one after its objects were deleted; one that is not there is no error. */
  void forget(String tableId);
}
