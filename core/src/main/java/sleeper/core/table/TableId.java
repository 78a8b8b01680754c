package sleeper.core.table;

/**
 * What a table is known by.
 *
 * @param id eight hex digits, never given to another table; what files and logs are kept under
 * @param name what users call it; a dropped table's name can be given again
 */
public record TableId(String id, String name) {

  public TableId {
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException(
          "A table has an id and a name: id=\"" + id + "\", name=\"" + name + "\"");
    }
  }

  @Override
  public String toString() {
    return name + " (" + id + ")";
  }
}
