package sleeper.cdk.config;

import java.util.Locale;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/**
 * The id of an instance. It is in the names of everything that is deployed, as Sleeper has them.
 *
 * @param value as it was given: 1 to 20 letters, digits, '-' and '.'
 */
public record InstanceId(String value) {

  /** As Sleeper has it, so that names of buckets are not too long. */
  private static final int MAX_LENGTH = 20;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

  /**
   * An id that can be used.
   *
   * @throws InvalidInput if it cannot
   */
  public InstanceId {
    if (value.length() > MAX_LENGTH || !ALLOWED.matcher(value).matches()) {
      throw new InvalidInput(
          ("Instance id \"%s\" cannot be used; it has 1 to %d letters, digits, '-' and '.', and"
                  + " starts and ends with a letter or digit")
              .formatted(value, MAX_LENGTH));
    }
  }

  /**
   * The name of something of the instance where Sleeper uses the id in lower case, without dots.
   */
  public String cleanName(String what) {
    return "sleeper-%s-%s".formatted(value.toLowerCase(Locale.ROOT).replace('.', '-'), what);
  }

  /** The name of something of the instance where Sleeper uses the id as it was given. */
  public String rawName(String what) {
    return "sleeper-%s-%s".formatted(value, what);
  }

  /** The id where AWS takes no dots. */
  public String withoutDots() {
    return value.replace('.', '-');
  }
}
