package sleeper.cdk.stack;

import java.util.List;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** Graphs of rows, jobs, the queue, tasks, commits, and of what the bill is made of. */
final class DashboardStack extends NestedStack {

  private static final int WIDTH = 8;
  private static final String JOBS = "IngestJobQ";
  private static final String DEAD_LETTERS = "IngestJobDLQ";

  private final Watched watched;

  DashboardStack(Construct scope, Watched watched) {
    super(scope, "Dashboard");
    this.watched = watched;
    Dashboard.Builder.create(this, "Graphs")
        .dashboardName(watched.deployment().id().cleanName("ingest"))
        .widgets(List.of(work(), queue(), cost()))
        .build();
  }

  private List<IWidget> work() {
    return List.of(
        graph(
            "Rows",
            watched.counted("sleeper.ingest.read.rows", "read"),
            watched.counted("sleeper.ingest.written.rows", "written")),
        graph(
            "Jobs that ended, by outcome",
            watched.countedBy("sleeper.ingest.jobs.ended", List.of("outcome"))),
        graph(
            "Longest job, in milliseconds",
            watched.largest("sleeper.ingest.job.duration", "longest")));
  }

  private List<IWidget> queue() {
    return List.of(
        graph(
            "Job messages",
            watched.messages(JOBS, "ApproximateNumberOfMessagesVisible", "waiting"),
            watched.messages(JOBS, "ApproximateNumberOfMessagesNotVisible", "in tasks"),
            watched.messages(DEAD_LETTERS, "ApproximateNumberOfMessagesVisible", "dead")),
        graph(
            "Age of the oldest job message, in seconds",
            watched.messages(JOBS, "ApproximateAgeOfOldestMessage", "oldest")),
        graph("Jobs running and tasks that report", watched.running(), watched.tasks()));
  }

  private List<IWidget> cost() {
    return List.of(
        graph(
            "Commit conflicts and spills",
            watched.counted("sleeper.ingest.commit.conflicts", "commit conflicts"),
            watched.counted("sleeper.ingest.spills", "spills")),
        graph(
            "Requests to AWS",
            watched.countedBy("sleeper.aws.requests", List.of("operation", "service"))),
        graph(
            "Write units of DynamoDB",
            watched.units("file-transaction-log", "ConsumedWriteCapacityUnits"),
            watched.units("ingest-job-ledger", "ConsumedWriteCapacityUnits"),
            watched.units("ingest-write-intents", "ConsumedWriteCapacityUnits"),
            watched.units("ingest-job-updates", "ConsumedWriteCapacityUnits"),
            watched.units("ingest-job-progress", "ConsumedWriteCapacityUnits")));
  }

  private static IWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).left(List.of(metrics)).width(WIDTH).build();
  }
}
