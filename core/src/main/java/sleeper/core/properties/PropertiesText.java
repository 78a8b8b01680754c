package sleeper.core.properties;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sleeper.core.error.InvalidInput;

/**
 * The text of a properties file, as {@link Properties} has it: {@code name=value} lines with
 * escapes and continued lines. Written in the order of names and without a date, so that equal
 * properties are equal texts.
 */
public final class PropertiesText {

  private PropertiesText() {}

  /**
   * Reads a text.
   *
   * @throws InvalidInput if an escape is wrong
   */
  public static SortedMap<String, String> parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("The properties have a wrong \\u escape: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SortedMap<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> values.put(name, valueOf(properties, name)));
    return values;
  }

  /** Writes properties, a line each. */
  public static String format(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Escapes keep a name and its value on one line, and a name does not start with '#' unescaped.
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String valueOf(Properties properties, String name) {
    return properties.getProperty(name, "");
  }
}
