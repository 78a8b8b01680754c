package sleeper.ingest.runner;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.LeaseLost;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.storage.ObjectStore;
import sleeper.ingest.output.DataFileSink;
import sleeper.ingest.output.WrittenFile;
import sleeper.ingest.pipeline.IngestPipeline;
import sleeper.ingest.pipeline.PipelineSettings;
import sleeper.ingest.pipeline.RowPlace;
import sleeper.ingest.source.InputFile;
import sleeper.parquet.block.RowBlock;

/**
 * One run of an ingest job at work: takes blocks, then commits or leaves nothing behind.
 *
 * <p>Used by one thread. {@link #close} without a successful {@link #commit} deletes what the run
 * has uploaded and ends it, except where nobody can tell whether the commit happened: then the
 * collector decides.
 */
final class IngestSession implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(IngestSession.class);

  private final IngestRun run;
  private final SessionContext context;
  private final Instant started;
  private final Heartbeat heartbeat;
  private final DataFileSink sink;
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private @Nullable IngestPipeline pipeline;
  private boolean over;

  private IngestSession(IngestRun run, SessionContext context) {
    this.run = run;
    this.context = context;
    started = context.clock().instant();
    sink =
        new DataFileSink(
            context.store(), run.keyPrefix(), run.schema(), context.target().writeSettings());
    heartbeat = Heartbeat.start(run);
  }

  /**
   * What a session works with.
   *
   * @param target the table
   * @param jobId the job
   * @param settings what it may use
   * @param store where files go
   * @param listener hears how it is getting on
   * @param clock tells the time
   */
  record SessionContext(
      IngestTarget target,
      String jobId,
      IngestSettings settings,
      ObjectStore store,
      IngestListener listener,
      Clock clock) {}

  /** Takes charge of a run, if it has enough memory; if that fails the run is ended. */
  static IngestSession open(IngestRun run, SessionContext context) throws IOException {
    try {
      context.target().checkMemory(context.settings(), context.store());
      makeSpillFolder(context.settings().spillDirectory());
      return new IngestSession(run, context);
    } catch (IOException | RuntimeException e) {
      abandon(run, e);
      throw e;
    }
  }

  private static void makeSpillFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw spillFolderFailed(folder, e.getFile() + " is no folder", e);
    } catch (IOException e) {
      throw spillFolderFailed(folder, e.getMessage(), e);
    }
  }

  private static IOException spillFolderFailed(
      Path folder, @Nullable String reason, IOException cause) {
    return new IOException(
        "Folder %s for spill files could not be made; choose another one: %s"
            .formatted(folder, reason),
        cause);
  }

  /** Gets ready for blocks from a source that takes so much of the memory budget. */
  void begin(long sourceBytes) {
    pipeline = new IngestPipeline(pipelineSettings(sourceBytes), sink, context.listener());
  }

  private PipelineSettings pipelineSettings(long sourceBytes) {
    IngestSettings settings = context.settings();
    return PipelineSettings.builder(run.schema(), run.partitions(), settings.spillDirectory())
        .memoryBytes(settings.memoryBytes())
        .sourceBytes(sourceBytes)
        .diskBytes(settings.diskBytes())
        .threads(settings.threads())
        .rowGroupRows(context.target().writeSettings().rowGroupRows())
        .rowGroupBytes(context.target().writeSettings().rowGroupBytes())
        .fullPolicy(settings.fullPolicy())
        .build();
  }

  /** The fields that blocks must have. */
  Schema schema() {
    return run.schema();
  }

  /** Takes the rows of a block, which is the caller's again on return. */
  void add(RowBlock block, RowPlace place) throws IOException {
    heartbeat.check();
    try {
      pipeline().add(block, place);
    } catch (IOException e) {
      throw unlessLost(e);
    }
  }

  /** Keeps a sentence for the result. */
  void notice(String sentence) {
    notices.add(sentence);
    context.listener().notice(sentence);
  }

  /**
   * Writes and publishes all files, then commits them; the result names the files that were read.
   */
  IngestResult commit(List<InputFile> inputFiles) throws IOException {
    context.listener().inputRead(inputFiles);
    List<WrittenFile> files = finish();
    heartbeat.check();
    context.listener().committing(files.size());
    CommitOutcome outcome = decide(files);
    if (outcome instanceof CommitOutcome.Committed committed) {
      return result(committed, inputFiles, files);
    }
    return duplicate(((CommitOutcome.Duplicate) outcome).entry(), context);
  }

  /**
   * Throws nothing, so that it hides neither what failed before nor that a commit happened. Where a
   * thread could not be stopped, which may upload yet, the run is left to the collector. An
   * interrupt waits until the run has cleaned up, since stores give up at once where there is one.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      end();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void end() {
    heartbeat.close();
    boolean isStopped = stop();
    if (!over) {
      over = true;
      if (isStopped) {
        deleteFiles();
      }
    }
  }

  private boolean stop() {
    try (sink) {
      if (pipeline != null) {
        pipeline.close();
      }
      return true;
    } catch (RuntimeException e) {
      LOGGER.warn("Could not stop run {} in order; the collector will clean up", run.runId(), e);
      return false;
    }
  }

  /** The result of a job that had been committed before. */
  static IngestResult duplicate(LedgerEntry entry, SessionContext context) {
    return new IngestResult(
        context.target().tableName(),
        true,
        entry,
        List.of(),
        List.of(),
        IngestResult.NO_WORK,
        0,
        Duration.ZERO,
        List.of());
  }

  private IngestPipeline pipeline() {
    if (pipeline == null) {
      throw new IllegalStateException("The session has not begun");
    }
    return pipeline;
  }

  private List<WrittenFile> finish() throws IOException {
    try {
      return pipeline().finish();
    } catch (IOException e) {
      throw unlessLost(e);
    }
  }

  /** Files of a run that was taken over are swept under its hands; that is not what to tell. */
  private IOException unlessLost(IOException failure) {
    try {
      run.renew();
    } catch (LeaseLost lost) {
      lost.addSuppressed(failure);
      throw lost;
    } catch (RuntimeException unreachable) {
      failure.addSuppressed(unreachable);
    }
    return failure;
  }

  /** Asks for the commit; unless it surely did not happen, the files are the collector's then. */
  private CommitOutcome decide(List<WrittenFile> files) {
    long rows = files.stream().mapToLong(WrittenFile::rows).sum();
    long bytes = files.stream().mapToLong(WrittenFile::bytes).sum();
    long read = pipeline().metrics().rows();
    RunTotals totals = new RunTotals(read, rows, 0, read - rows, files.size(), bytes);
    over = true;
    try {
      CommitOutcome outcome = run.commit(referencesTo(files), totals);
      over = outcome instanceof CommitOutcome.Committed;
      return outcome;
    } catch (CommitRejected e) {
      over = false;
      throw e;
    }
  }

  private static List<FileReference> referencesTo(List<WrittenFile> files) {
    return files.stream()
        .map(file -> FileReference.wholeFile(file.filename(), file.partitionId(), file.rows()))
        .toList();
  }

  private IngestResult result(
      CommitOutcome.Committed committed, List<InputFile> inputFiles, List<WrittenFile> files) {
    return new IngestResult(
        context.target().tableName(),
        false,
        committed.entry(),
        inputFiles,
        files,
        pipeline().metrics(),
        committed.conflicts(),
        Duration.between(started, context.clock().instant()),
        notices);
  }

  /** What cannot be deleted now is under the run's prefix, where the collector will find it. */
  private void deleteFiles() {
    try {
      context.store().deleteAll(run.keyPrefix());
      run.abandon();
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("Could not clean up run {}; the collector will", run.runId(), e);
    }
  }

  private static void abandon(IngestRun run, Exception cause) {
    try {
      run.abandon();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
