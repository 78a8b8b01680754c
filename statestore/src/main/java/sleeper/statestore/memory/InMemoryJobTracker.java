package sleeper.statestore.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;

/** Events of jobs in memory, kept for ever. */
public final class InMemoryJobTracker implements JobTracker {

  private final CopyOnWriteArrayList<JobEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void save(JobEvent event) {
    events.addIfAbsent(event);
  }

  @Override
  public List<JobEvent> ofTable(String tableId) {
    return matching(event -> tableId.equals(event.run().tableId()));
  }

  @Override
  public List<JobEvent> ofJob(String jobId) {
    return matching(event -> event.run().jobId().equals(jobId));
  }

  @Override
  public List<JobEvent> ofRejectedJobs() {
    return matching(event -> isRejected(event.run().jobId()));
  }

  private boolean isRejected(String jobId) {
    return matching(event -> event.run().jobId().equals(jobId)).stream()
        .map(JobEvent::update)
        .filter(
            update -> update instanceof JobUpdate.Accepted || update instanceof JobUpdate.Rejected)
        .reduce((earlier, later) -> later)
        .filter(JobUpdate.Rejected.class::isInstance)
        .isPresent();
  }

  private List<JobEvent> matching(Predicate<JobEvent> condition) {
    return events.stream().filter(condition).toList();
  }
}
