package sleeper.cdk.config;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import sleeper.core.error.InvalidInput;

/**
 * How an instance is looked after.
 *
 * @param retention what stays
 * @param stacks the optional parts to deploy
 * @param alarms when and whom to alarm
 * @param tags of everything that is deployed
 */
public record OperationConfig(
    Retention retention, Set<OptionalStack> stacks, AlarmConfig alarms, Map<String, String> tags) {

  private static final int MAX_TAG_NAME = 128;
  private static final int MAX_TAG_VALUE = 256;

  /**
   * An operation that can be deployed.
   *
   * @throws InvalidInput if a tag or the e-mail cannot be used
   */
  public OperationConfig {
    stacks = Set.copyOf(stacks);
    // In an order of their own, so that equal deployments have equal templates.
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    if (alarms.email().isPresent() && !stacks.contains(OptionalStack.ALARMS)) {
      throw new InvalidInput(
          "There is an \"alarmEmail\", but \"stacks\" leaves out \"alarms\"; add it, or leave out"
              + " the address");
    }
    tags.forEach(OperationConfig::checkTag);
  }

  /** Whether an optional part is to be deployed. */
  public boolean has(OptionalStack stack) {
    return stacks.contains(stack);
  }

  private static void checkTag(String name, String value) {
    if (name.isBlank()
        || name.length() > MAX_TAG_NAME
        || value.length() > MAX_TAG_VALUE
        || name.startsWith("aws:")) {
      throw new InvalidInput(
          ("Tag \"%s\" cannot be used; its name has 1 to %d characters and does not start with aws:,"
                  + " its value has up to %d")
              .formatted(name, MAX_TAG_NAME, MAX_TAG_VALUE));
    }
  }
}
