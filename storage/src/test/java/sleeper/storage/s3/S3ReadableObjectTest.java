package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;
import sleeper.storage.s3.FaultyHttp.Fault;
import software.amazon.awssdk.core.sync.RequestBody;

class S3ReadableObjectTest {

  private static final int MIB = 1 << 20;
  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(2);

  private final TestBucket bucket = new TestBucket();
  private final ObjectReads reads = new ObjectReads(bucket.client(), EXECUTOR, 64 << 10);
  private final S3Path path = new S3Path(bucket.name(), "t/a");

  @AfterAll
  static void endThreads() {
    EXECUTOR.shutdownNow();
  }

  @Test
  void shouldOpenAndReadTheEndByOneRequest() throws IOException {
    byte[] content = put(MIB);

    try (S3ReadableObject object = reads.open(path)) {
      assertThat(object.length()).isEqualTo(MIB);
      assertRead(object, content, MIB - (64 << 10), 64 << 10);
      assertRead(object, content, MIB - 8, 8);
    }

    assertThat(bucket.http().sent()).containsExactly("GET /" + bucket.name() + "/t/a bytes=-65536");
  }

  @Test
  void shouldReadWhatLiesBeforeTheEndByOneMoreRequest() throws IOException {
    byte[] content = put(8 * MIB);

    try (S3ReadableObject object = reads.open(path)) {
      assertRead(object, content, 8 * MIB - (100 << 10), 100 << 10);
      for (int position = 8 * MIB - (300 << 10); position < 8 * MIB; position += 10_000) {
        assertRead(object, content, position, 100);
      }
    }

    assertThat(bucket.http().sent()).hasSize(2);
  }

  @Test
  void shouldReadInOrderByFewRequestsThoughPiecesAreSmall() throws IOException {
    byte[] content = put(20 * MIB);

    try (S3ReadableObject object = reads.open(path)) {
      for (int position = 0; position < content.length; position += 64 << 10) {
        assertRead(object, content, position, 64 << 10);
      }
    }

    assertThat(bucket.http().sent()).hasSizeLessThanOrEqualTo(13);
  }

  @Test
  void shouldSayThatAnObjectWasReplaced() throws IOException {
    put(MIB);
    S3ReadableObject object = reads.open(path);
    bucket.put("t/a", "other");

    assertThatThrownBy(() -> object.readFully(0, new byte[10], 0, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(path.name() + " was replaced");
    assertThatThrownBy(() -> reads.open(path, object.tag()))
        .hasMessageContaining(path.name() + " was replaced");
  }

  @Test
  void shouldSayThatAnObjectWasDeleted() throws IOException {
    put(MIB);
    S3ReadableObject object = reads.open(path);
    bucket.client().deleteObject(request -> request.bucket(path.bucket()).key(path.key()));

    assertThatThrownBy(() -> object.readFully(0, new byte[10], 0, 10))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(path.name());
  }

  @Test
  void shouldSayWhichBucketIsNotThere() {
    S3Path nowhere = new S3Path(bucket.name() + "-gone", "t/a");

    assertThatThrownBy(() -> reads.open(nowhere))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(nowhere.name())
        .hasMessageContaining("check the name of the bucket");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void shouldReadTheRightBytesWhateverHappensToRequests(Fault fault) throws IOException {
    byte[] content = put(3 * MIB);
    bucket.http().plan("bytes=-", fault);
    bucket.http().plan("bytes=0-", fault);
    ObjectReads disturbed = new ObjectReads(bucket.clientFor(fault), EXECUTOR, 64 << 10);

    try (S3ReadableObject object = disturbed.open(path)) {
      assertRead(object, content, 0, content.length);
    }
  }

  @Test
  void shouldFailWhereAnswersAreAlwaysCut() throws IOException {
    put(3 * MIB);
    S3ReadableObject object = reads.open(path);
    Fault[] cuts = new Fault[20];
    Arrays.fill(cuts, Fault.CUT_BODY);
    bucket.http().plan("bytes=0-", cuts);

    assertThatThrownBy(() -> object.readFully(0, new byte[MIB], 0, MIB))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Could not read object " + path.name())
        .hasMessageContaining("ended too early");
  }

  @Test
  void shouldFetchExpectedNeighboursByOneRequest() throws IOException {
    byte[] content = put(8 * MIB);

    try (S3ReadableObject object = reads.open(path)) {
      List<ByteRange> ranges = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ranges.add(new ByteRange(i * 200_000L, i * 200_000L + 190_000));
      }
      object.expect(new ExpectedReads(List.of(ranges), List.of(), 4 * MIB));
      for (ByteRange range : ranges) {
        assertRead(object, content, (int) range.start(), 190_000);
      }
    }

    assertThat(bucket.http().sent()).hasSize(2);
  }

  @Test
  void shouldFetchWhatFollowsOnceTheRestWasReadFrom() throws IOException {
    byte[] content = put(8 * MIB);

    try (S3ReadableObject object = reads.open(path)) {
      List<ByteRange> first = List.of(new ByteRange(0, MIB));
      List<ByteRange> second = List.of(new ByteRange(MIB, 2 * MIB));
      object.expect(new ExpectedReads(List.of(first), List.of(second), 4 * MIB));
      assertRead(object, content, 0, MIB);
      object.expect(new ExpectedReads(List.of(second), List.of(), 4 * MIB));
      assertRead(object, content, MIB, MIB);
    }

    assertThat(bucket.http().sent()).hasSize(3);
  }

  @Test
  void shouldReadTheRightBytesWhateverIsExpected() throws IOException {
    byte[] content = put(6 * MIB);
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("Random reads with -Dseed=" + seed);
    Random random = new Random(seed);

    try (S3ReadableObject object = reads.open(path)) {
      List<ByteRange> following = ranges(random, content.length);
      for (int round = 0; round < 15; round++) {
        List<ByteRange> ranges = following;
        following = ranges(random, content.length);
        object.expect(
            new ExpectedReads(
                streams(ranges), streams(following), 1L << (14 + random.nextInt(10))));
        for (ByteRange range : ranges) {
          readInPieces(object, content, range, random);
        }
        int position = random.nextInt(content.length);
        assertRead(object, content, position, random.nextInt(content.length - position));
      }
    }
  }

  /** Of three ranges each. */
  private static List<List<ByteRange>> streams(List<ByteRange> ranges) {
    List<List<ByteRange>> streams = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i += 3) {
      streams.add(ranges.subList(i, Math.min(ranges.size(), i + 3)));
    }
    return streams;
  }

  private static List<ByteRange> ranges(Random random, int length) {
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      int start = random.nextInt(length);
      ranges.add(new ByteRange(start, start + random.nextInt((length - start) / 4 + 1)));
    }
    return ranges;
  }

  private static void readInPieces(
      S3ReadableObject object, byte[] content, ByteRange range, Random random) throws IOException {
    int position = (int) range.start();
    while (position < range.end()) {
      int count = (int) Math.min(range.end() - position, 1 + random.nextInt(300_000));
      assertRead(object, content, position, count);
      position += count;
    }
  }

  private static void assertRead(S3ReadableObject object, byte[] content, int position, int count)
      throws IOException {
    byte[] read = new byte[count];
    object.readFully(position, read, 0, count);
    assertThat(Arrays.equals(read, 0, count, content, position, position + count)).isTrue();
  }

  private byte[] put(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    bucket
        .client()
        .putObject(r -> r.bucket(path.bucket()).key(path.key()), RequestBody.fromBytes(content));
    bucket.http().forget();
    return content;
  }
}
