package sleeper.cli.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sleeper.cli.terminal.Human;
import sleeper.plan.EnginePlan;
import sleeper.plan.EngineSettings;
import sleeper.plan.Prices;
import sleeper.plan.SeedModel.SeedPlan;
import sleeper.plan.Workload;

/**
 * A plan to be shown.
 *
 * @param table what the rows are for
 * @param workload the rows
 * @param settings how they are ingested
 * @param pricing by which prices
 * @param seed the plan of one model, if it was asked for
 * @param engine the plan of the other, if it was asked for
 * @param recommendation how large jobs should be, if that was asked for
 * @param assumptions what was taken for granted
 */
record Planned(
    String table,
    Workload workload,
    EngineSettings settings,
    Pricing pricing,
    Optional<SeedPlan> seed,
    Optional<EnginePlan> engine,
    Optional<Recommendation> recommendation,
    List<String> assumptions) {

  Planned {
    assumptions = List.copyOf(assumptions);
  }

  /**
   * By which prices.
   *
   * @param prices all of them
   * @param region whose were taken
   */
  record Pricing(Prices prices, String region) {}

  /**
   * How large jobs should be.
   *
   * @param delay within which rows are to be queryable
   * @param rowsPerJob the largest such job, if there is one
   */
  record Recommendation(Duration delay, OptionalLong rowsPerJob) {

    /** What to do, as a sentence. */
    String sentence(String wanted) {
      return rowsPerJob.isPresent()
          ? "Jobs of up to %s are queryable within %s"
              .formatted(Human.counted(rowsPerJob.getAsLong(), "row"), wanted)
          : ("No size of jobs makes rows queryable within %s: starting a task and doing even the"
                  + " smallest job takes longer, or more tasks are needed than may run")
              .formatted(wanted);
    }
  }
}
