package sleeper.core.tracker;

import org.jspecify.annotations.Nullable;

/**
 * Which run of which job something is about.
 *
 * @param tableId the table, or null if a message named none that there is
 * @param jobId the job
 * @param runId the run, or null for what happened before there was one
 * @param taskId the task that the run was in, or null for what happened outside of a task
 */
public record JobRunIds(
    @Nullable String tableId, String jobId, @Nullable String runId, @Nullable String taskId) {}
