package sleeper.aws.setup;

import java.util.List;
import sleeper.aws.setup.SetupReport.Kind;
import sleeper.statestore.dynamo.DynamoTables;

/** Makes and deletes DynamoDB tables, and notes which. */
final class Tables {

  private final DynamoTables tables;
  private final SetupNotes notes;

  Tables(DynamoTables tables, SetupNotes notes) {
    this.tables = tables;
    this.notes = notes;
  }

  /** The names of those that are there. */
  List<String> existing() {
    return tables.existing();
  }

  /** Makes all of an instance. */
  void make() {
    make(tables::create);
  }

  /** Notes which tables something makes. */
  void make(Runnable creation) {
    List<String> before = tables.existing();
    creation.run();
    for (String table : tables.existing()) {
      if (before.contains(table)) {
        notes.wasThere(Kind.TABLE, table);
      } else {
        notes.made(Kind.TABLE, table);
      }
    }
  }

  void delete() {
    List<String> before = tables.existing();
    tables.delete();
    before.forEach(table -> notes.deleted(Kind.TABLE, table));
  }
}
