package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.contract.DocumentStoreContract;
import sleeper.storage.s3.FaultyHttp.Fault;

class S3DocumentStoreTest extends DocumentStoreContract {

  private final TestBucket bucket = new TestBucket();
  private final S3DocumentStore store = new S3DocumentStore(bucket.client(), bucket.name());

  @Override
  protected DocumentStore store() {
    return store;
  }

  /** S3 does it in one step; S3Proxy looks at the version first and writes then. */
  @Override
  protected boolean isReplacingAtomic() {
    return false;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RESET_AFTER", "ERROR_AFTER", "SLOW_DOWN", "RESET_BEFORE"})
  void shouldChangeATextOnceWhateverHappensToTheRequest(Fault fault) throws IOException {
    bucket.http().plan("PUT", fault);
    assertThat(store.create("t", "first")).isTrue();

    bucket.http().plan("PUT", fault);
    assertThat(store.replace("t", "second", store.read("t").orElseThrow().version())).isTrue();

    assertThat(bucket.get("t")).isEqualTo("second");
  }

  @Test
  void shouldKnowItsChangeWhenNoAnswerCameAtAll() throws IOException {
    bucket.http().plan("PUT", always(Fault.RESET_AFTER));

    assertThat(store.create("t", "first")).isTrue();
  }

  @Test
  void shouldNotTakeSomebodyElsesTextForItsOwnAfterARepeatedRequest() throws IOException {
    bucket.put("t", "theirs");
    bucket.http().plan("PUT", Fault.RESET_AFTER);

    assertThat(store.create("t", "ours")).isFalse();

    assertThat(bucket.get("t")).isEqualTo("theirs");
  }

  @Test
  void shouldSayWhyNothingWasWritten() {
    bucket.http().plan("PUT", always(Fault.INTERNAL_ERROR));

    assertThatThrownBy(() -> store.create("t", "text"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Could not write document s3://" + bucket.name() + "/t")
        .hasMessageContaining("InternalError");
  }

  private static Fault[] always(Fault fault) {
    Fault[] faults = new Fault[20];
    Arrays.fill(faults, fault);
    return faults;
  }
}
