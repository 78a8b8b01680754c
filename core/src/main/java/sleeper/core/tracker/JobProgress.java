package sleeper.core.tracker;

import java.time.Instant;

/**
 * How far a run is. Kept apart from the events of its job, whose readers know no such kind.
 *
 * @param run the run
 * @param phase what it is at
 * @param counts how much of it is done
 * @param time when it said so, in whole milliseconds
 */
public record JobProgress(JobRunIds run, JobPhase phase, JobCounts counts, Instant time) {}
