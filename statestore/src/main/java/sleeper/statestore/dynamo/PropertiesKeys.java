package sleeper.statestore.dynamo;

/** Where the properties of tables are in the config bucket. */
final class PropertiesKeys {

  private PropertiesKeys() {}

  static String of(String tableId) {
    return "tables/table-" + tableId + ".properties";
  }
}
