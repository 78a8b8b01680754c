package sleeper.ingest.task;

import java.time.Clock;
import java.util.function.Supplier;
import sleeper.core.job.JobMessageReader;
import sleeper.core.job.SourcePolicy;
import sleeper.ingest.runner.IngestFactory;

/**
 * What a task does jobs with.
 *
 * @param messages reads messages
 * @param policy which of the files that are found may be read
 * @param factory does jobs; its budgets are those of the whole task
 * @param clock tells the time
 * @param ids makes ids for the task, and for attempts that fail before they are runs
 */
public record TaskEnvironment(
    JobMessageReader messages,
    SourcePolicy policy,
    IngestFactory factory,
    Clock clock,
    Supplier<String> ids) {}
