package sleeper.plan;

/**
 * What jobs ask for, one or several of them together.
 *
 * @param files data files
 * @param storedBytes bytes of those files
 * @param s3Puts requests that are billed as PUT: objects, starts, parts and ends of uploads, lists
 * @param s3Gets requests that are billed as GET
 * @param writeUnits units of DynamoDB's writes; transactions cost double, and checks in them are
 *     taken for writes
 * @param readUnits units of DynamoDB's reads
 * @param sqsRequests requests to SQS
 * @param seconds time at work
 */
public record JobUse(
    double files,
    double storedBytes,
    double s3Puts,
    double s3Gets,
    double writeUnits,
    double readUnits,
    double sqsRequests,
    double seconds) {

  /** Nothing. */
  static final JobUse NONE = new JobUse(0, 0, 0, 0, 0, 0, 0, 0);

  /** This and so many times something else. */
  JobUse plus(JobUse other, double times) {
    return new JobUse(
        files + times * other.files,
        storedBytes + times * other.storedBytes,
        s3Puts + times * other.s3Puts,
        s3Gets + times * other.s3Gets,
        writeUnits + times * other.writeUnits,
        readUnits + times * other.readUnits,
        sqsRequests + times * other.sqsRequests,
        seconds + times * other.seconds);
  }
}
