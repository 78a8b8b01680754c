package sleeper.ingest.task;

import sleeper.core.queue.JobQueue;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;

/**
 * Where a task gets its jobs, and where it says what becomes of them.
 *
 * @param queue where job messages come from
 * @param jobs where events of jobs are written down
 * @param tasks where the task's beginning and end are written down
 * @param progress where running jobs say how far they are
 */
public record TaskPorts(
    JobQueue queue, JobTracker jobs, TaskTracker tasks, JobProgressStore progress) {}
