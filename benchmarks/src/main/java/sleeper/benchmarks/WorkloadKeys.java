package sleeper.benchmarks;

/** Prints the key options of {@code sleeper table create} for a workload. */
public final class WorkloadKeys {

  private WorkloadKeys() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    Workload workload = Workload.named(arguments[0]);
    String options = "--row-key " + String.join(",", workload.rowKeys());
    if (!workload.sortKeys().isEmpty()) {
      options += " --sort-key " + String.join(",", workload.sortKeys());
    }
    System.out.println(options);
  }
}
