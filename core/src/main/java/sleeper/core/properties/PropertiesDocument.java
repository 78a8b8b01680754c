package sleeper.core.properties;

import java.util.List;

/** Describes all properties for users, in Markdown. */
public final class PropertiesDocument {

  private static final String INTRODUCTION =
      """
      # Properties

      Names and formats are those of Sleeper. A file of properties has a line `name=value` for each, with
      the escapes of `java.util.Properties`. What is not set has its default, and so has what is set to
      nothing. Names that are not listed here are kept and ignored.

      Sizes are bytes, or have a unit of 1024: `512K`, `32M`, `1G`. Words are read in upper and lower case.
      A value that is not allowed is refused with the property's name and what is allowed.
      """;

  private static final String AWS =
      """

      ## Instance on AWS

      Names of buckets, tables and queues are written by what deploys the instance, and read from here by
      everything else.

      """;

  private static final String TABLES =
      """

      ## Tables

      Where a table does not set a property, the instance's property of the same name with
      `sleeper.default.table.` in place of `sleeper.table.` holds, and then the default given here.

      """;

  private PropertiesDocument() {}

  /** The whole document. */
  public static String markdown() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    text.append("\n## Instance\n\n");
    appendTable(text, InstanceProperty.all());
    text.append(AWS);
    appendTable(text, AwsProperty.all());
    text.append(TABLES);
    appendTable(text, TableProperty.all());
    return text.toString();
  }

  private static void appendTable(StringBuilder text, List<Property<?>> properties) {
    text.append("| property | default | allowed | meaning |\n|---|---|---|---|\n");
    for (Property<?> property : properties) {
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  property.name(),
                  defaultOf(property),
                  property.type().allowed(),
                  property.description()));
    }
  }

  private static String defaultOf(Property<?> property) {
    String text = property.defaultText();
    return text == null || text.isEmpty() ? "" : "`" + text + "`";
  }
}
