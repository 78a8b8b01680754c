package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

class BucketSweepTest {

  private final TestBucket bucket = new TestBucket();

  @Test
  void shouldSweepMoreThanAPageHas() throws IOException {
    BucketSweep sweep = new BucketSweep(bucket.client(), bucket.name(), 4);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      String key = "t/" + i;
      bucket.put(key, "");
      bucket
          .client()
          .createMultipartUpload(request -> request.bucket(bucket.name()).key(key + "-part"));
      keys.add(key);
      keys.add(key + "-part");
    }
    bucket.put("t-/1", "");

    assertThat(sweep.list("t/")).isEqualTo(keys);
    assertThat(sweep.deleteAll("t/")).isEqualTo(18);
    assertThat(sweep.list("t/")).isEmpty();
    assertThat(bucket.unfinished()).isEmpty();
    assertThat(sweep.list("t-/")).containsExactly("t-/1");
  }

  @Test
  void shouldAbortEveryUploadOfOneKey() throws IOException {
    BucketSweep sweep = new BucketSweep(bucket.client(), bucket.name(), 2);
    for (int i = 0; i < 5; i++) {
      bucket.client().createMultipartUpload(r -> r.bucket(bucket.name()).key("t/a"));
    }

    assertThat(sweep.deleteAll("t/")).isEqualTo(5);
    assertThat(bucket.unfinished()).isEmpty();
  }

  @Test
  void shouldNameAKeyThatCouldNotBeDeleted() {
    bucket.put("t/a", "");
    bucket.put("t/locked", "");
    BucketSweep sweep = new BucketSweep(lockedClient(), bucket.name(), 1000);

    assertThatThrownBy(() -> sweep.deleteAll("t/"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Could not delete object s3://%s/t/locked: It is locked (AccessDenied); 1 of 2 objects were not deleted"
                .formatted(bucket.name()));
  }

  /** Says what S3 says of a key that it does not let anybody delete. */
  private S3Client lockedClient() {
    ExecutionInterceptor locked =
        new ExecutionInterceptor() {
          @Override
          public SdkResponse modifyResponse(
              Context.ModifyResponse context, ExecutionAttributes attributes) {
            return context.response() instanceof DeleteObjectsResponse response
                ? response.toBuilder()
                    .errors(
                        List.of(
                            S3Error.builder()
                                .key("t/locked")
                                .code("AccessDenied")
                                .message("It is locked")
                                .build()))
                    .build()
                : context.response();
          }
        };
    return bucket.client(locked);
  }
}
