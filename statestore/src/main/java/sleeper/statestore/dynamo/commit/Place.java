package sleeper.statestore.dynamo.commit;

/** What is at the number of the log that a run has claimed. */
enum Place {
  /** The run's own entry. */
  OWN,
  /** Another entry, so that the run's own can never get there. */
  TAKEN,
  /** Nothing: it is the next number. */
  NEXT,
  /** Nothing that counts any more: the log has been cut off behind it. */
  CUT_OFF,
  /** Nothing that counts: the log has started anew and does not reach there. */
  RESTARTED
}
