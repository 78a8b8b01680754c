package sleeper.deployment.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.s3.S3Client;

class BucketEmptyingTest {

  private VersionedBucket bucket;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    bucket = VersionedBucket.start();
    s3 = TestClients.at(S3Client.builder().forcePathStyle(true), bucket.endpoint()).build();
    for (int object = 0; object < 10; object++) {
      bucket.put("key-" + object, "1");
      bucket.put("key-" + object, "2");
      bucket.putDeleteMarker("key-" + object, "3");
    }
    bucket.putUpload("upload", "upload-1");
  }

  @AfterEach
  void stop() {
    s3.close();
    bucket.close();
  }

  @Test
  void shouldDeleteAllVersionsMarkersAndUploads() throws IOException {
    bucket.putLate("a");

    empty("", () -> false);

    assertThat(bucket.content()).isEmpty();
  }

  @Test
  void shouldKeepTheObjectOfOneKey() throws IOException {
    bucket.put("mark", "1");
    bucket.put("mark", "2");

    empty("mark", () -> false);

    assertThat(bucket.content()).containsExactly("mark@1", "mark@2");
  }

  @Test
  void shouldStopWhenItsTimeIsOverAndGoOnTheNextTime() throws IOException {
    int[] questions = {0};

    assertThatThrownBy(() -> empty("", () -> ++questions[0] > 8))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Bucket b could not be emptied in time; delete again, and it goes on where it was");

    assertThat(bucket.content()).hasSizeBetween(1, 20);
    empty("", () -> false);
    assertThat(bucket.content()).isEmpty();
  }

  @Test
  void shouldNameWhatCannotBeDeleted() {
    bucket.refuseToDelete("key-7");

    assertThatThrownBy(() -> empty("", () -> false))
        .isInstanceOf(IOException.class)
        .hasMessage("Object key-7 of bucket b could not be deleted: Access Denied");
  }

  private void empty(String keptKey, BooleanSupplier isTimeOver) throws IOException {
    new BucketEmptying(s3, isTimeOver).empty("b", keptKey);
  }
}
