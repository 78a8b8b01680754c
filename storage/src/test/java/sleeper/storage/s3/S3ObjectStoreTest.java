package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.contract.ObjectStoreContract;

class S3ObjectStoreTest extends ObjectStoreContract {

  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(2);

  private final TestBucket bucket = new TestBucket();
  private final S3ObjectStore store =
      new S3ObjectStore(
          bucket.client(), bucket.name(), S3StoreSettings.DEFAULT.withPartBytes(5 << 20), EXECUTOR);

  @AfterAll
  static void endThreads() {
    EXECUTOR.shutdownNow();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Test
  void shouldNameObjectsAsSleeperDoes() {
    assertThat(store.filenameOf("t/data/a.parquet"))
        .isEqualTo("s3a://" + bucket.name() + "/t/data/a.parquet");
    assertThat(store.externalName(store.filenameOf("t/a")))
        .isEqualTo("s3://" + bucket.name() + "/t/a");
    assertThat(
            new S3ObjectStore(
                    bucket.client(),
                    bucket.name(),
                    S3StoreSettings.DEFAULT.withFilesystem("s3://"),
                    EXECUTOR)
                .filenameOf("t/a"))
        .isEqualTo("s3://" + bucket.name() + "/t/a");
  }

  @Test
  void shouldUnderstandBothSchemesAndNoOtherBucket() throws IOException {
    bucket.put("t/a", "x");

    store.open("s3a://" + bucket.name() + "/t/a").close();
    store.delete("s3://" + bucket.name() + "/t/a");

    assertThat(store.list("t/")).isEmpty();
    assertThatThrownBy(() -> store.open("s3a://" + bucket.name() + "-other/t/a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete("s3a://other/t/a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldListAndAbortUploadsThatAWriterLeftBehind() throws IOException {
    ObjectWriter left = store.create("t/data/run_1/a.parquet");
    left.write(new byte[11 << 20], 0, 11 << 20);
    ObjectWriter other = store.create("t/data/run_10/a.parquet");
    other.write(new byte[11 << 20], 0, 11 << 20);

    assertThat(store.list("t/data/run_1/")).containsExactly("t/data/run_1/a.parquet");
    assertThat(store.deleteAll("t/data/run_1/")).isEqualTo(1);
    assertThat(store.list("t/data/run_1/")).isEmpty();
    assertThat(bucket.unfinished()).hasSize(1);
    assertThatThrownBy(left::commit)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("t/data/run_1/a.parquet")
        .hasMessageContaining("NoSuchUpload");
    left.close();
    other.close();
    assertThat(bucket.unfinished()).isEmpty();
  }
}
