package sleeper.cdk.config;

import java.util.Optional;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/**
 * When somebody is to be told that something is wrong.
 *
 * @param email who is told, if anybody is
 * @param ageMinutes how old a job message may get before it is alarming
 */
public record AlarmConfig(Optional<String> email, int ageMinutes) {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  /** SQS keeps messages for four days. */
  private static final int MOST_MINUTES = 4 * 24 * 60;

  /**
   * Alarms that can be sent.
   *
   * @throws InvalidInput if the address is none, or the age is never reached
   */
  public AlarmConfig {
    if (email.isPresent() && !EMAIL.matcher(email.get()).matches()) {
      throw new InvalidInput(
          "\"alarmEmail\" is \"%s\", which is no e-mail address".formatted(email.get()));
    }
    if (ageMinutes < 1 || ageMinutes > MOST_MINUTES) {
      throw new InvalidInput(
          "\"alarmAgeMinutes\" is %d; it must be from 1 to %d".formatted(ageMinutes, MOST_MINUTES));
    }
  }
}
