package sleeper.cli;

import picocli.CommandLine;
import sleeper.cli.command.CommandContext;
import sleeper.cli.command.CommonOptions;
import sleeper.cli.command.Surroundings;
import sleeper.cli.ingest.IngestCommand;
import sleeper.cli.inspect.CollectCommand;
import sleeper.cli.inspect.FilesCommand;
import sleeper.cli.inspect.PartitionsCommand;
import sleeper.cli.inspect.StatusCommand;
import sleeper.cli.instance.AdoptInstanceCommand;
import sleeper.cli.instance.CreateInstanceCommand;
import sleeper.cli.instance.DeleteInstanceCommand;
import sleeper.cli.instance.DescribeInstanceCommand;
import sleeper.cli.instance.InstanceCommand;
import sleeper.cli.job.DeadJobsCommand;
import sleeper.cli.job.JobCommand;
import sleeper.cli.job.JobQueueCommand;
import sleeper.cli.job.JobsCommand;
import sleeper.cli.job.SendJobCommand;
import sleeper.cli.plan.PlanCommand;
import sleeper.cli.query.QueryCommand;
import sleeper.cli.sample.SampleCommand;
import sleeper.cli.tables.AddColumnCommand;
import sleeper.cli.tables.ClearTableCommand;
import sleeper.cli.tables.CreateTableCommand;
import sleeper.cli.tables.DescribeTableCommand;
import sleeper.cli.tables.DropTableCommand;
import sleeper.cli.tables.InitCommand;
import sleeper.cli.tables.ListTablesCommand;
import sleeper.cli.tables.TableCommand;
import sleeper.cli.task.RunTaskCommand;
import sleeper.cli.task.StartTasksCommand;
import sleeper.cli.task.TaskCommand;
import sleeper.cli.task.TasksCommand;

/** The commands, in the order in which the help lists them. */
final class Commands {

  private Commands() {}

  static void addAll(CommandLine sleeper, CommandContext context, CommonOptions options) {
    Surroundings surroundings = new Surroundings(context, options);
    sleeper
        .addSubcommand(new InitCommand(surroundings))
        .addSubcommand(instances(surroundings))
        .addSubcommand(tables(surroundings))
        .addSubcommand(new IngestCommand(surroundings))
        .addSubcommand(new PlanCommand(surroundings))
        .addSubcommand(new QueryCommand(surroundings))
        .addSubcommand(new StatusCommand(surroundings))
        .addSubcommand(new PartitionsCommand(surroundings))
        .addSubcommand(new FilesCommand(surroundings))
        .addSubcommand(jobs(surroundings))
        .addSubcommand(new JobsCommand(surroundings))
        .addSubcommand(tasks(surroundings))
        .addSubcommand(new TasksCommand(surroundings))
        .addSubcommand(new CollectCommand(surroundings))
        .addSubcommand(new CompletionCommand(surroundings))
        .addSubcommand(new SampleCommand(surroundings))
        .addSubcommand(new WarmUpCommand());
  }

  private static CommandLine instances(Surroundings surroundings) {
    return new CommandLine(new InstanceCommand())
        .addSubcommand(new CreateInstanceCommand(surroundings))
        .addSubcommand(new AdoptInstanceCommand(surroundings))
        .addSubcommand(new DescribeInstanceCommand(surroundings))
        .addSubcommand(new DeleteInstanceCommand(surroundings));
  }

  private static CommandLine jobs(Surroundings surroundings) {
    return new CommandLine(new JobCommand())
        .addSubcommand(new SendJobCommand(surroundings))
        .addSubcommand(new JobQueueCommand(surroundings))
        .addSubcommand(new DeadJobsCommand(surroundings));
  }

  private static CommandLine tasks(Surroundings surroundings) {
    return new CommandLine(new TaskCommand())
        .addSubcommand(new RunTaskCommand(surroundings))
        .addSubcommand(new StartTasksCommand(surroundings));
  }

  private static CommandLine tables(Surroundings surroundings) {
    return new CommandLine(new TableCommand())
        .addSubcommand(new CreateTableCommand(surroundings))
        .addSubcommand(new ListTablesCommand(surroundings))
        .addSubcommand(new DescribeTableCommand(surroundings))
        .addSubcommand(new DropTableCommand(surroundings))
        .addSubcommand(new ClearTableCommand(surroundings))
        .addSubcommand(new AddColumnCommand(surroundings));
  }
}
