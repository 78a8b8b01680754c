package sleeper.core.partition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.ValueText;
import sleeper.core.schema.Field;

/**
 * Split points as a file of UTF-8 text: values of the first row key, one a line, strictly
 * increasing. Byte arrays are base64, strings are themselves or base64, all else is as {@link
 * ValueText} has it. No line is skipped: an empty one is an error.
 */
public final class SplitPointsFile {

  private SplitPointsFile() {}

  /** How strings are written. */
  public enum StringForm {
    PLAIN,
    BASE64
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInput naming the file and the line that is wrong
   */
  public static List<Object> read(Path file, Field rowKey, StringForm strings) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(reader, file.toString(), rowKey, strings);
    } catch (NoSuchFileException e) {
      throw new InvalidInput("Split points file " + file + " does not exist", e);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param name what to call the file in messages
   * @throws InvalidInput naming the file and the line that is wrong
   */
  public static List<Object> read(Reader text, String name, Field rowKey, StringForm strings)
      throws IOException {
    BufferedReader reader = new BufferedReader(text);
    List<Object> points = new ArrayList<>();
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Object previous = points.isEmpty() ? null : points.get(points.size() - 1);
        points.add(readLine(line, previous, rowKey, strings));
      }
      return points;
    } catch (InvalidInput e) {
      throw refused(name, points.size() + 1, e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw refused(name, points.size() + 1, "the text here or a little below is not UTF-8", e);
    }
  }

  /**
   * The text of a file.
   *
   * @throws InvalidInput if the split points do not increase, or a string that is to be plain has a
   *     line break
   */
  public static String format(Field rowKey, List<?> splitPoints, StringForm strings) {
    SplitPoints.check(rowKey, splitPoints);
    StringBuilder text = new StringBuilder();
    for (Object point : splitPoints) {
      text.append(formatPoint(rowKey, point, strings)).append('\n');
    }
    return text.toString();
  }

  private static Object readLine(
      String line, @Nullable Object previous, Field rowKey, StringForm strings) {
    Object point = SplitPointTexts.parse(rowKey, line, strings);
    String problem = SplitPoints.problem(rowKey, previous, point);
    if (problem != null) {
      throw new InvalidInput("the split point " + problem);
    }
    return point;
  }

  private static String formatPoint(Field rowKey, Object point, StringForm strings) {
    String text = SplitPointTexts.format(rowKey, point, strings);
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new InvalidInput(
          "A split point of row key %s has a line break; write the split points as base64"
              .formatted(rowKey.name()));
    }
    return text;
  }

  private static InvalidInput refused(
      String name, int line, @Nullable String reason, Exception cause) {
    return new InvalidInput(
        "Split points file %s, line %d: %s".formatted(name, line, reason), cause);
  }
}
