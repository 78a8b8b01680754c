package sleeper.statestore.dynamo.commit;

/** What came of a conditional write that is known to be decided. */
enum WriteResult {
  /** It was done. */
  DONE,
  /** A condition did not hold; nothing was changed. */
  REFUSED,
  /** It met another write of the same items, or too many of them; nothing was changed. */
  CONTENDED
}
