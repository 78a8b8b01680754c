package sleeper.ingest.pipeline;

import sleeper.ingest.finish.LeafMemory;
import sleeper.ingest.spill.PartitionedRows;

/**
 * What a pipeline would do with a job, by the arithmetic that it goes by itself.
 *
 * <p>Rows are taken to be spread evenly over leaves and to arrive in no order. Where they come in
 * order, less is spilled twice; where some leaves have most of the rows, more is.
 *
 * @param spills how often rows in memory would be written to the spill file
 * @param flushes how often all leaves would be written to files for want of disk budget
 * @param spilledBytes bytes written to spill files, those of oversized leaves included
 * @param oversizedLeaves leaves that are too large for memory and are cut into ranges
 * @param memoryBytes the most memory held at once, about
 * @param fits whether the job fits its budgets; one that does not is refused
 */
public record SpillForecast(
    long spills,
    long flushes,
    long spilledBytes,
    long oversizedLeaves,
    long memoryBytes,
    boolean fits) {

  /** The forecast of a job. */
  public static SpillForecast of(ExpectedJob job) {
    return new Calculation(job).forecast();
  }

  /** The numbers on the way. */
  private static final class Calculation {

    private final ExpectedJob job;
    private final MemoryPlan plan;
    private final long room;

    Calculation(ExpectedJob job) {
      this.job = job;
      plan = MemoryPlan.of(job.memoryBytes(), job.sourceBytes(), job.fullPolicy(), job.fileBytes());
      long piece = piece();
      room = PartitionedRows.pieces(plan.arenaBytes(), piece) * piece;
    }

    /** Blocks are halved until they are as small as the arena and the hand over want them. */
    private long piece() {
      long most = PartitionedRows.pieceBytes(plan.arenaBytes());
      if (job.threads() > 1) {
        most = Math.min(most, plan.waitingBytes());
      }
      double piece = Math.min(job.blockRows(), Math.max(1, job.rows())) * job.rowBytes();
      while (piece > most && piece > 2 * job.rowBytes()) {
        piece /= 2;
      }
      return Math.max(1, (long) Math.ceil(piece));
    }

    SpillForecast forecast() {
      long full = Math.max(0, (job.bytes() + room - 1) / room - 1);
      long spillsThatFit = job.diskBytes() / room;
      if (full <= spillsThatFit) {
        return finished(full, job.bytes() - full * room);
      }
      if (job.fullPolicy() == FullPolicy.REFUSE) {
        return new SpillForecast(full, 0, full * room, 0, job.memoryBytes(), false);
      }
      long flushes = full / (spillsThatFit + 1);
      long spills = full - flushes;
      return new SpillForecast(spills, flushes, spills * room, 0, job.memoryBytes(), true);
    }

    /** Before leaves are finished the rest is spilled too, if a leaf needs its memory. */
    private SpillForecast finished(long full, long rest) {
      long arena = arena(full > 0 ? room : rest);
      long needed =
          LeafMemory.needed(
              MemoryPlan.rowGroupBytes(job.rowGroupBytes(), job.memoryBytes()),
              job.fileBytes(),
              job.leafRows(),
              job.leafBytes());
      long spills = full;
      long spilled = full * room;
      boolean isLast = rest > 0 && needed > leafBytes(job.memoryBytes() - arena);
      if (isLast && spilled + rest <= job.diskBytes()) {
        spills++;
        spilled += rest;
        arena = 0;
      }
      long oversized = needed > leafBytes(job.memoryBytes() - arena) ? job.leaves() : 0;
      return new SpillForecast(
          spills, 0, spilled + oversized * job.leafBytes(), oversized, memory(arena, needed), true);
    }

    private long arena(long bytes) {
      return PartitionedRows.memoryBytes(plan.arenaBytes(), bytes);
    }

    private long leafBytes(long available) {
      return MemoryPlan.leafBytes(available, job.fileBytes());
    }

    private long memory(long arenaAtTheEnd, long leaf) {
      long arena = arena(job.bytes());
      long reading = job.sourceBytes() + arena + plan.besidesArena();
      long atOnce = Math.min(job.threads(), job.leaves());
      long finishing = arenaAtTheEnd + Math.min(leaf, leafBytes(job.memoryBytes())) * atOnce;
      return Math.min(job.memoryBytes(), Math.max(reading, finishing));
    }
  }
}
