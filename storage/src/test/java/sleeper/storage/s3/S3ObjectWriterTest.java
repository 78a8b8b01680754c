package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sleeper.storage.s3.FaultyHttp.Fault;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class S3ObjectWriterTest {

  private static final int PART = 5 << 20;
  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(2);

  private final TestBucket bucket = new TestBucket();
  private final ChunkPool pool = new ChunkPool(1L << 30);
  private final Uploads uploads = new Uploads(bucket.client(), EXECUTOR, pool, PART);
  private final S3Path path = new S3Path(bucket.name(), "t/data/run_1/a.parquet");

  @AfterAll
  static void endThreads() {
    EXECUTOR.shutdownNow();
  }

  @Test
  void shouldUploadASmallObjectByOneRequestWithOneChunk() throws IOException {
    byte[] content = content(1000);

    write(uploads, content);

    assertThat(bucket.http().sent()).hasSize(1);
    assertThat(bucket.bytes(path.key())).isEqualTo(content);
    assertThat(pool.idle()).isEqualTo(1);
  }

  @Test
  void shouldUploadAnObjectOfExactlyAPartByOneRequest() throws IOException {
    byte[] content = content(PART);

    write(uploads, content);

    assertThat(bucket.http().sent()).hasSize(1);
    assertThat(bucket.bytes(path.key())).isEqualTo(content);
  }

  @Test
  void shouldUploadALargeObjectInPartsOfWhichTwoAreInMemory() throws IOException {
    byte[] content = content(5 * PART + 12_345);

    write(uploads, content);

    assertThat(bucket.bytes(path.key())).isEqualTo(content);
    assertThat(bucket.http().count("partNumber")).isEqualTo(6);
    assertThat(bucket.http().sent()).hasSize(8);
    assertThat(pool.idle() * (long) ChunkPool.CHUNK_BYTES).isLessThanOrEqualTo(2L * PART);
    assertThat(bucket.unfinished()).isEmpty();
  }

  @Test
  void shouldUploadWithoutAnyThreadBesideTheWriters() throws IOException {
    byte[] content = content(3 * PART);

    write(new Uploads(bucket.client(), task -> {}, pool, PART), content);
    assertThat(bucket.bytes(path.key())).isEqualTo(content);

    S3Path other = new S3Path(bucket.name(), "t/other");
    Uploads refused =
        new Uploads(
            bucket.client(),
            task -> {
              throw new RejectedExecutionException();
            },
            pool,
            PART);
    try (S3ObjectWriter writer = new S3ObjectWriter(refused, other)) {
      writer.write(content, 0, content.length);
      writer.commit();
    }
    assertThat(bucket.bytes("t/other")).isEqualTo(content);
  }

  @Test
  void shouldLeaveALargeObjectOfTheSameNameAsItWas() throws IOException {
    bucket.put(path.key(), "first");

    assertThatThrownBy(() -> write(uploads, content(2 * PART)))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(path.name());

    assertThat(bucket.get(path.key())).isEqualTo("first");
    assertThat(bucket.unfinished()).isEmpty();
  }

  @Test
  void shouldAbortTheUploadThatIsNotCommitted() throws IOException {
    try (S3ObjectWriter writer = new S3ObjectWriter(uploads, path)) {
      writer.write(content(2 * PART + 1), 0, 2 * PART + 1);
    }

    assertThat(bucket.unfinished()).isEmpty();
    assertThat(bucket.http().count("partNumber")).isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CUT_BODY", "RESET_IN_BODY"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldUploadASmallObjectWhateverHappensToItsRequest(Fault fault) throws IOException {
    byte[] content = content(1000);
    bucket.http().plan("PUT", fault);

    write(uploadsFor(fault), content);

    assertThat(bucket.bytes(path.key())).isEqualTo(content);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CUT_BODY", "RESET_IN_BODY"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldUploadALargeObjectWhateverHappensToItsRequests(Fault fault) throws IOException {
    byte[] content = content(PART + PART / 2);
    bucket.http().plan("POST /" + path.bucket() + "/" + path.key() + "?uploadId", fault);
    if (fault != Fault.SLOW) {
      bucket.http().plan("partNumber=1", fault);
    }

    write(uploadsFor(fault), content);

    assertThat(bucket.bytes(path.key())).isEqualTo(content);
  }

  @Test
  void shouldFindItsSmallObjectWhenNoAnswerCameAtAll() throws IOException {
    byte[] content = content(1000);
    bucket.http().plan("PUT", always(Fault.RESET_AFTER));

    write(uploads, content);

    assertThat(bucket.bytes(path.key())).isEqualTo(content);
  }

  @Test
  void shouldFindItsLargeObjectWhenNoAnswerCameAtAll() throws IOException {
    byte[] content = content(2 * PART);
    bucket
        .http()
        .plan("POST /" + path.bucket() + "/" + path.key() + "?uploadId", always(Fault.ERROR_AFTER));

    write(uploads, content);

    assertThat(bucket.bytes(path.key())).isEqualTo(content);
  }

  @Test
  void shouldNotTakeSomebodyElsesObjectForItsOwnAfterARepeatedRequest() {
    bucket.put(path.key(), "first");
    bucket.http().plan("PUT", Fault.RESET_AFTER);

    assertThatThrownBy(() -> write(uploads, content(5)))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(bucket.get(path.key())).isEqualTo("first");
  }

  @Test
  void shouldSayWhyAPartCouldNotBeUploadedAndLeaveNothing() {
    bucket.http().plan("partNumber=1", always(Fault.INTERNAL_ERROR));

    assertThatThrownBy(() -> write(uploads, content(3 * PART)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Could not write object " + path.name())
        .hasMessageContaining("status 500, InternalError");

    assertThat(bucket.unfinished()).isEmpty();
  }

  @Test
  void shouldSayWhichBucketIsNotThere() {
    S3Path nowhere = new S3Path(bucket.name() + "-gone", "t/a");

    assertThatThrownBy(
            () -> {
              try (S3ObjectWriter writer = new S3ObjectWriter(uploads, nowhere)) {
                writer.commit();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Could not write object " + nowhere.name())
        .hasMessageContaining("NoSuchBucket")
        .hasMessageContaining("check the name of the bucket");
  }

  @Test
  void shouldCleanUpAfterItsThreadWasInterrupted() throws IOException {
    S3ObjectWriter writer = new S3ObjectWriter(uploads, path);
    writer.write(content(PART + 1), 0, PART + 1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> writer.write(content(3 * PART), 0, 3 * PART))
        .isInstanceOf(InterruptedIOException.class);
    writer.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(bucket.unfinished()).isEmpty();
  }

  @Test
  void shouldRefuseMorePartsThanS3Takes() throws IOException {
    Uploads tiny = new Uploads(new NoServer(), Runnable::run, pool, 1);
    byte[] most = new byte[S3ObjectWriter.MOST_PARTS];

    try (S3ObjectWriter writer = new S3ObjectWriter(tiny, path)) {
      writer.write(most, 0, most.length);
      assertThatThrownBy(() -> writer.write(most, 0, 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(path.name())
          .hasMessageContaining("10000 parts of 1 bytes");
    }
  }

  private Uploads uploadsFor(Fault fault) {
    return new Uploads(bucket.clientFor(fault), EXECUTOR, pool, PART);
  }

  private void write(Uploads with, byte[] content) throws IOException {
    try (S3ObjectWriter writer = new S3ObjectWriter(with, path)) {
      for (int at = 0; at < content.length; at += 100_000) {
        writer.write(content, at, Math.min(100_000, content.length - at));
      }
      assertThat(writer.position()).isEqualTo(content.length);
      writer.commit();
    }
  }

  private static Fault[] always(Fault fault) {
    Fault[] faults = new Fault[20];
    Arrays.fill(faults, fault);
    return faults;
  }

  private static byte[] content(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }

  /** Takes parts and keeps nothing: ten thousand requests would take long. */
  private static final class NoServer implements S3Client {

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(
        CreateMultipartUploadRequest request) {
      return CreateMultipartUploadResponse.builder().uploadId("upload").build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
      return UploadPartResponse.builder().eTag("tag").build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
      return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }
}
