package sleeper.core.ingest;

import java.time.Instant;

/** Tells when others may take a run for dead. */
record Leases(RunSettings settings, RunOwner owner) {

  /** Whether the run of an open intent may be fenced. */
  boolean isOver(WriteIntent intent, Instant now) {
    return now.isAfter(intent.leaseExpires().plus(settings.clockSkew()))
        || owner.isDead(intent.owner());
  }
}
