package sleeper.statestore.dynamo.tracker;

import java.time.Duration;
import java.time.Instant;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * When items go by themselves. DynamoDB deletes them some time after, up to days; until then they
 * are still read.
 */
final class Expiry {

  /** The attribute that says so, in seconds since 1970. */
  static final String ATTRIBUTE = "ExpiryDate";

  private Expiry() {}

  /** The time of an item that was written at one time and is kept for some more. */
  static AttributeValue of(Instant written, Duration keep) {
    return Items.number(written.plus(keep).getEpochSecond());
  }
}
