package sleeper.core.tracker;

import java.time.Instant;

/**
 * Something that happened to a job.
 *
 * @param run which run of which job; events of one run have one run id
 * @param updateTime when it was written down, in whole milliseconds; where several tasks may write
 *     down the same, when it happened, so that all write the same
 * @param update what happened
 */
public record JobEvent(JobRunIds run, Instant updateTime, JobUpdate update) {}
