package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.s3.S3Client;

/** An object of 40 MiB, or with {@code -Dlong} of 1.5 GiB, there and back, with its speed. */
class LargeObjectTest {

  private static final int MIB = 1 << 20;
  private static final int MIBS = Boolean.getBoolean("long") ? 1536 : 40;
  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(4);

  private static final S3Client CLIENT =
      S3Clients.configure(TestClients.at(S3Client.builder().forcePathStyle(true), AwsServers.s3()))
          .build();

  private final S3ObjectStore store =
      new S3ObjectStore(CLIENT, new TestBucket().name(), S3StoreSettings.DEFAULT, EXECUTOR);

  @AfterAll
  static void endThreads() {
    EXECUTOR.shutdownNow();
    CLIENT.close();
  }

  @Test
  void shouldWriteAndReadALargeObject() throws IOException {
    long begun = System.nanoTime();
    CRC32 written = write("t/large");
    print("Written", begun);

    begun = System.nanoTime();
    try (ReadableObject object = store.open(store.filenameOf("t/large"))) {
      assertThat(object.length()).isEqualTo((long) MIBS * MIB);
      object.expect(
          new ExpectedReads(
              List.of(List.of(new ByteRange(0, object.length()))), List.of(), 16 * MIB));
      assertThat(read(object).getValue()).isEqualTo(written.getValue());
    }
    print("Read", begun);
    assertThat(store.bytesPerWriter()).isEqualTo(16 * MIB);
  }

  private CRC32 write(String key) throws IOException {
    CRC32 crc = new CRC32();
    byte[] piece = new byte[MIB];
    try (ObjectWriter writer = store.create(key)) {
      for (int i = 0; i < MIBS; i++) {
        piece[i % MIB]++;
        crc.update(piece);
        writer.write(piece, 0, MIB);
      }
      writer.commit();
    }
    return crc;
  }

  private static CRC32 read(ReadableObject object) throws IOException {
    CRC32 crc = new CRC32();
    byte[] piece = new byte[MIB];
    for (long position = 0; position < object.length(); position += MIB) {
      object.readFully(position, piece, 0, MIB);
      crc.update(piece);
    }
    return crc;
  }

  private static void print(String what, long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("%s %d MiB at %.0f MiB/s%n", what, MIBS, MIBS / seconds);
  }
}
