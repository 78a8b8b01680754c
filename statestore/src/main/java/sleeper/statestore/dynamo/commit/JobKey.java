package sleeper.statestore.dynamo.commit;

/**
 * A job in one life of its table, as the ledger counts lives.
 *
 * @param tableId the table
 * @param life the life
 * @param jobId the job
 */
record JobKey(String tableId, long life, String jobId) {

  String entry() {
    return Keys.job(life, jobId);
  }
}
