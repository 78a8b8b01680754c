package sleeper.core.ingest;

import java.time.Instant;

/** What a run needs from outside. */
record RunContext(RunSettings settings, RunEnvironment environment) {

  Backoff backoff() {
    return new Backoff(settings, environment);
  }

  Instant now() {
    return environment.now();
  }
}
