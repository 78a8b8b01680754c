package sleeper.plan;

import java.util.List;

/**
 * What a workload comes to with this engine.
 *
 * @param job one job of full size
 * @param jobs how many
 * @param use what all jobs and tasks ask for together
 * @param fleet the tasks; for jobs of a command, none
 * @param delay until rows can be queried
 * @param costs what is billed
 */
public record EnginePlan(
    JobPlan job, long jobs, JobUse use, Fleet fleet, Delay delay, List<CostLine> costs) {

  public EnginePlan {
    costs = List.copyOf(costs);
  }

  /** All costs. */
  public double dollars() {
    return costs.stream().mapToDouble(CostLine::dollars).sum();
  }
}
