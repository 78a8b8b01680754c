package sleeper.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;

class JobMessageWriterTest {

  @Test
  void shouldWriteWhatSleeperReads() {
    assertThat(JobMessageWriter.write("job", "readings", List.of("bucket/\"a\"", "b")))
        .isEqualTo(
            "{\"id\":\"job\",\"tableName\":\"readings\",\"files\":[\"bucket/\\\"a\\\"\",\"b\"]}");
  }

  @Test
  void shouldRefuseToWriteWhatNobodyAccepts() {
    List<String> paths = List.of("b/1");
    assertThatThrownBy(() -> JobMessageWriter.write("a|b", "readings", paths))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Job id is not usable: it has a vertical bar in it");
    assertThatThrownBy(() -> JobMessageWriter.write("job", "readings", List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("this one has 0");
    assertThatThrownBy(
            () ->
                JobMessageWriter.write(
                    "job", "readings", Collections.nCopies(20_000, "b/" + "x".repeat(100))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("send several jobs");
  }

  @Test
  void shouldNameAJobThatHasNoNameAndChangeNoOther() {
    assertThat(JobMessageWriter.withId("{\"files\":[\"a\"],\"more\":{\"x\":12}}", "message-1"))
        .isEqualTo("{\"files\":[\"a\"],\"more\":{\"x\":12},\"id\":\"message-1\"}");
    assertThat(JobMessageWriter.withId("{\"id\":null}", "message-1"))
        .isEqualTo("{\"id\":\"message-1\"}");
    for (String same :
        List.of(
            "{\"id\" : \"job\"}", "{\"a\":1,\"a\":2}", "[]", "", "{\"id\":{}}", "[".repeat(5000))) {
      assertThat(JobMessageWriter.withId(same, "message-1")).isEqualTo(same);
    }
  }
}
