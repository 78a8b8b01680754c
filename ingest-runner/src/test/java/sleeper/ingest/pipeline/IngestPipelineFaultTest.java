package sleeper.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.CorruptData;
import sleeper.core.row.Row;
import sleeper.ingest.output.FileSink;
import sleeper.ingest.output.LeafFile;

class IngestPipelineFaultTest {

  private static final long MEMORY = 4L << 20;

  @TempDir Path folder;

  private final CollectingSink sink = new CollectingSink(Jobs.SCHEMA);
  private final List<Row> rows = Jobs.rows(30_000, i -> Jobs.scattered(i, 1000));

  @ParameterizedTest
  @ValueSource(longs = {3, 100_000, 1_000_000})
  void shouldNoticeThatSpillFileWasChanged(long position) throws IOException {
    try (IngestPipeline pipeline = pipeline(folder, sink, 1)) {
      Jobs.add(pipeline, rows);
      assertThat(pipeline.metrics().spills()).isPositive();
      try (FileChannel file =
          FileChannel.open(spillFile(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        ByteBuffer one = ByteBuffer.allocate(1);
        assertThat(file.read(one, position)).isEqualTo(1);
        one.put(0, (byte) ~one.get(0)).flip();
        file.write(one, position);
      }
      assertThatThrownBy(pipeline::finish)
          .isInstanceOf(CorruptData.class)
          .hasMessageContaining("was changed after it was written")
          .hasMessageContaining(folder.toString());
    }
    assertNothingOpen();
  }

  @Test
  void shouldNoticeThatSpillFileWasTruncated() throws IOException {
    try (IngestPipeline pipeline = pipeline(folder, sink, 1)) {
      Jobs.add(pipeline, rows);
      try (FileChannel file = FileChannel.open(spillFile(), StandardOpenOption.WRITE)) {
        file.truncate(1000);
      }
      assertThatThrownBy(pipeline::finish)
          .isInstanceOf(CorruptData.class)
          .hasMessageContaining("spill file");
    }
    assertNothingOpen();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldSayThatSpillFolderCannotBeWritten(int threads) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    try (IngestPipeline pipeline = pipeline(file, sink, threads)) {
      assertThatThrownBy(
              () -> {
                Jobs.add(pipeline, rows);
                pipeline.finish();
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("choose a folder that can be written to")
          .hasMessageContaining(file.toString());
    }
    assertNothingOpen();
  }

  @Test
  void shouldLeaveNoNameOfSpillFileInTheFolder() throws IOException {
    try (IngestPipeline pipeline = pipeline(folder, sink, 1)) {
      Jobs.add(pipeline, rows);
      assertThat(pipeline.metrics().spills()).isPositive();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldAbandonFilesWhereOneCannotBeWritten(int threads) throws IOException {
    FailingSink failing = new FailingSink(sink, 3);
    try (IngestPipeline pipeline = pipeline(folder, failing, threads)) {
      Jobs.add(pipeline, rows);
      assertThatThrownBy(pipeline::finish).isInstanceOf(IOException.class).hasMessage("disk full");
    }
    assertThat(sink.rowsByFile).hasSizeLessThan(4);
    assertNothingOpen();
  }

  @Test
  void shouldStopWhenInterrupted() throws IOException {
    try (IngestPipeline pipeline = pipeline(folder, sink, 2)) {
      Jobs.add(pipeline, rows);
      Thread.currentThread().interrupt();
      assertThatThrownBy(pipeline::finish).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertNothingOpen();
  }

  /** Memory outside the heap that is freed under a thread's hands ends the process. */
  @Test
  void shouldWaitForItsThreadsWhenClosedInterrupted() throws IOException {
    SlowListener slow = new SlowListener(Thread.currentThread());
    PipelineSettings settings =
        PipelineSettings.builder(Jobs.SCHEMA, Jobs.tree(100L), folder)
            .memoryBytes(MEMORY)
            .diskBytes(0)
            .fullPolicy(FullPolicy.FLUSH)
            .threads(2)
            .build();
    try (IngestPipeline pipeline = new IngestPipeline(settings, sink, slow)) {
      assertThatThrownBy(
              () -> {
                Jobs.add(pipeline, rows);
                pipeline.finish();
              })
          .isInstanceOf(InterruptedIOException.class);
      assertThat(slow.isDone).as("still at work when it is closed").isFalse();
    }
    assertThat(slow.isDone).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertNothingOpen();
  }

  @Test
  void shouldGiveUpEverythingWhenClosedWithoutFinishing() throws IOException {
    try (IngestPipeline pipeline = pipeline(folder, sink, 3)) {
      Jobs.add(pipeline, rows);
    }
    assertThat(sink.rowsByFile).isEmpty();
    assertNothingOpen();
  }

  private void assertNothingOpen() throws IOException {
    assertThat(sink.open).hasValue(0);
    assertThat(openSpillFiles()).isEmpty();
  }

  /** The spill file has no name any more, but the system knows it by its descriptor. */
  private Path spillFile() throws IOException {
    List<Path> found = openSpillFiles();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<Path> openSpillFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors), "Only Linux shows open files that have no name");
    try (Stream<Path> files = Files.list(descriptors)) {
      return files.filter(this::isSpillFile).toList();
    }
  }

  private boolean isSpillFile(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(folder.toString()) && target.contains(".spill");
    } catch (IOException e) {
      return false;
    }
  }

  private static IngestPipeline pipeline(Path spillFolder, FileSink sink, int threads) {
    PipelineSettings settings =
        PipelineSettings.builder(Jobs.SCHEMA, Jobs.tree(100L, 300L, 500L, 700L, 900L), spillFolder)
            .memoryBytes(MEMORY)
            .threads(threads)
            .build();
    return new IngestPipeline(settings, sink, ProgressListener.NONE);
  }

  /** Fails to finish every file from one on. */
  private record FailingSink(FileSink sink, AtomicInteger left) implements FileSink {

    private FailingSink(FileSink sink, int files) {
      this(sink, new AtomicInteger(files));
    }

    @Override
    public LeafFile create(String partitionId, int number, long rows) throws IOException {
      LeafFile file = sink.create(partitionId, number, rows);
      if (left.getAndDecrement() > 0) {
        return file;
      }
      file.close();
      throw new IOException("disk full");
    }

    @Override
    public long memoryBytesPerFile() {
      return sink.memoryBytesPerFile();
    }
  }

  /**
   * Interrupts the ingest when a full memory is first flushed, whose thread goes on for a while.
   */
  private static final class SlowListener implements ProgressListener {

    private final Thread ingest;
    private volatile boolean isDone;

    private SlowListener(Thread ingest) {
      this.ingest = ingest;
    }

    @Override
    public void finishing(int leaves, long rows) {
      ingest.interrupt();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      isDone = true;
    }

    @Override
    public void rowsTaken(long rows) {}

    @Override
    public void leafFinished(int leaves, long rows) {}
  }
}
