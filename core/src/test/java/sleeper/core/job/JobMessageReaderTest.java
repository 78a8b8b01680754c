package sleeper.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.table.FakeTableIndex;
import sleeper.core.table.TableId;

class JobMessageReaderTest {

  private static final TableId TABLE = new TableId("0a1b2c3d", "readings");
  private static final TableId OTHER = new TableId("4e5f6a7b", "others");

  private final FakeTableIndex tables = new FakeTableIndex();
  private final JobMessageReader reader = new JobMessageReader(tables, SourcePolicy.ANY);

  @BeforeEach
  void createTables() {
    tables.create(TABLE);
    tables.create(OTHER);
  }

  @Nested
  class Accepts {

    @Test
    void shouldReadAJob() {
      assertThat(
              accepted(
                  "{\"id\":\"job\",\"tableName\":\"readings\",\"files\":[\"b/1.parquet\",\"b/d\"]}"))
          .isEqualTo(new IngestJob("job", TABLE, List.of("b/1.parquet", "b/d")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"id\":null,", "\"id\":\"\",", "\"id\":\" \\t\","})
    void shouldTakeTheIdOfTheMessageForAJobWithoutOne(String id) {
      assertThat(accepted("{" + id + "\"tableName\":\"readings\",\"files\":[\"b/1\"]}").id())
          .isEqualTo("message-1");
    }

    @Test
    void shouldFindTheTableByItsIdWhereBothAreThere() {
      assertThat(
              accepted("{\"tableName\":\"readings\",\"tableId\":\"4e5f6a7b\",\"files\":[\"b/1\"]}")
                  .table())
          .isEqualTo(OTHER);
    }

    @Test
    void shouldIgnoreMembersItDoesNotKnow() {
      assertThat(
              accepted(
                      "{\"className\":\"x\",\"sparkConf\":{\"a\":[{}, 1e999]},\"id\":7,"
                          + "\"tableName\":\"readings\",\"files\":[\"b/1\"],\"z\":[[]]}")
                  .id())
          .isEqualTo("7");
    }

    @Test
    void shouldLeaveOutChecksumFiles() {
      assertThat(accepted("{\"tableName\":\"readings\",\"files\":[\"b/1\",\"b/.1.crc\"]}").paths())
          .containsExactly("b/1");
    }

    @Test
    void shouldAllowDotsThatLeadNowhereElse() {
      List<String> paths = List.of("b/a..b/c", "b/...", "b/./1", "..b/1");

      assertThat(accepted(JobMessageWriter.write("job", "readings", paths)).paths())
          .isEqualTo(paths);
    }

    @Test
    void shouldReadAMessageAsLongAsSqsTakes() {
      List<String> paths = IntStream.range(0, 9000).mapToObj(i -> longPath(i, 100)).toList();

      assertThat(accepted(JobMessageWriter.write("job", "readings", paths)).paths())
          .isEqualTo(paths);
    }
  }

  @Nested
  class Rejects {

    @Test
    void shouldRejectWithSleepersReasons() {
      assertThat(reasons("{\"tableName\":\"nope\",\"files\":[\"b/1\"]}"))
          .containsExactly("Table not found");
      assertThat(reasons("{\"tableId\":\"nope\",\"tableName\":\"readings\",\"files\":[\"b/1\"]}"))
          .containsExactly("Table not found");
      assertThat(reasons("{\"files\":[\"b/1\"]}")).containsExactly("Table not found");
      assertThat(reasons("{\"tableName\":\"readings\"}"))
          .containsExactly("Missing property \"files\"");
      assertThat(reasons("{\"tableName\":\"readings\",\"files\":null}"))
          .containsExactly("Missing property \"files\"");
      assertThat(reasons("{\"tableName\":\"readings\",\"files\":[\"b/1\",null]}"))
          .containsExactly("One of the files was null");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "not json",
          "\"text\"",
          "[]",
          "null",
          "{",
          "{}{}",
          "{} x",
          "{\"id\":\"a\",\"id\":\"b\"}",
          "{\"files\":[\"a\"],\"files\":[\"b\"]}",
          "{\"files\":\"b/1\"}",
          "{\"files\":[{}]}",
          "{\"id\":{}}",
          "{\"id\":\"\\ud800\\u0041",
          "{'id':'a'}",
          "{/* comment */}"
        })
    void shouldRejectWhatIsNoMessage(String text) {
      assertThat(reasons(text))
          .singleElement()
          .asString()
          .startsWith("Error parsing JSON. Reason: ")
          .contains(" at line 1 column ");
    }

    @Test
    void shouldRejectAnEmptyListOfFiles() {
      assertThat(reasons("{\"tableName\":\"readings\",\"files\":[]}"))
          .containsExactly("Property \"files\" has no files in it");
      assertThat(reasons("{\"tableName\":\"readings\",\"files\":[\"b/1.crc\"]}"))
          .containsExactly("Property \"files\" has no files in it");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"..", "../1", "b/../c/1", "b/..", "s3a://b/../c/1", "/etc/../etc/passwd"})
    void shouldRejectPathsThatLeadUpwards(String path) {
      assertThat(reasons("{\"tableName\":\"readings\",\"files\":[\"b/1\",\"" + path + "\"]}"))
          .containsExactly("Path is not allowed: \"" + path + "\" has \"..\" in it");
    }

    @Test
    void shouldRejectEmptyAndVeryLongPaths() {
      assertThat(reasons("{\"tableName\":\"readings\",\"files\":[\" \"]}"))
          .containsExactly("Path is not allowed: \" \" is empty");
      assertThat(reasons("{\"tableName\":\"readings\",\"files\":[\"" + "x".repeat(5000) + "\"]}"))
          .singleElement()
          .asString()
          .endsWith("has more than 4096 characters")
          .hasSizeLessThan(400);
    }

    @Test
    void shouldNameTheFirstOfManyPathsThatAreNotAllowed() {
      List<String> paths = Collections.nCopies(50_000, "../1");

      assertThat(reasons(JobMessageWriter.write("job", "readings", paths))).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a\\nb", "a\\u202eb", "\\ud800", "a\\u0000", "a\\u2028b"})
    void shouldRejectIdsThatTrackersCannotKeep(String id) {
      JobMessage.Rejected rejected =
          rejected("{\"id\":\"" + id + "\",\"tableName\":\"readings\",\"files\":[\"b/1\"]}");

      assertThat(rejected.jobId()).isEqualTo("message-1");
      assertThat(rejected.table()).isEqualTo(TABLE);
      assertThat(rejected.reasons())
          .singleElement()
          .asString()
          .startsWith("Job id is not usable: it has ");
    }

    @Test
    void shouldRejectAVeryLongId() {
      assertThat(
              reasons(
                  "{\"id\":\"%s\",\"tableName\":\"readings\",\"files\":[\"b/1\"]}"
                      .formatted("é".repeat(129))))
          .containsExactly("Job id is not usable: it has more than 256 bytes");
    }

    @Test
    void shouldKeepIdTableAndMessage() {
      String text = "{\"id\":\"job\",\"tableName\":\"readings\"}";

      assertThat(rejected(text))
          .isEqualTo(
              new JobMessage.Rejected("job", TABLE, List.of("Missing property \"files\""), text));
    }

    @Test
    void shouldRejectWhatThePolicyRefuses() {
      JobMessageReader strict =
          new JobMessageReader(tables, new AllowedBuckets(List.of("ours", "data")));
      String text =
          JobMessageWriter.write("job", "readings", List.of("ours/1", "s3://theirs/secret"));

      assertThat(((JobMessage.Rejected) strict.read("message-1", text)).reasons())
          .containsExactly(
              "Path is not allowed: \"s3://theirs/secret\" is not in a bucket that"
                  + " sleeper.ingest.source.bucket allows");
    }
  }

  @Nested
  class Hostile {

    @Test
    void shouldRejectDeepNesting() {
      String text = "{\"x\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";

      assertThat(reasons(text).get(0)).startsWith("Error parsing JSON. Reason: ");
    }

    @Test
    void shouldReadPastALongTextThatMeansNothing() {
      String text =
          "{\"x\":\"%s\",\"tableName\":\"readings\",\"files\":[\"b/1\"]}"
              .formatted("x".repeat(300_000));

      assertThat(accepted(text).paths()).containsExactly("b/1");
    }

    @Test
    void shouldKeepNoMoreThanTheBeginningOfALongMessage() {
      String text = "{\"x\":\"" + "😀".repeat(150_000);

      assertThat(rejected(text).text()).hasSizeLessThanOrEqualTo(32 << 10).endsWith("😀...");
    }

    @Test
    void shouldRejectAMillionFiles() {
      String files = "\"a\",".repeat(999_999) + "\"a\"";
      String text = "{\"id\":\"job\",\"tableName\":\"readings\",\"files\":[" + files + "]}";

      assertThat(reasons(text))
          .containsExactly(
              "Error parsing JSON. Reason: The message has 4000045 characters; at most 1048576 are"
                  + " allowed");
    }

    @Test
    void shouldRejectMoreFilesThanAJobMayHave() {
      String files =
          IntStream.range(0, 100_001).mapToObj(i -> "\"a\"").collect(Collectors.joining(","));

      assertThat(reasons("{\"tableName\":\"readings\",\"files\":[" + files + "]}"))
          .containsExactly("There are 100001 files; at most 100000 are allowed in one job");
    }

    @Test
    void shouldNotLookForTablesThatStoresCannotLookFor() {
      assertThat(reasons("{\"tableId\":\"%s\",\"files\":[\"b/1\"]}".formatted("x".repeat(300_000))))
          .containsExactly("Table not found");
    }
  }

  private static String longPath(int number, int length) {
    return "b/" + "x".repeat(length) + number;
  }

  private IngestJob accepted(String text) {
    JobMessage message = reader.read("message-1", text);
    assertThat(message).as(JobMessageText.cut(text, 100)).isInstanceOf(JobMessage.Accepted.class);
    return ((JobMessage.Accepted) message).job();
  }

  private List<String> reasons(String text) {
    return rejected(text).reasons();
  }

  private JobMessage.Rejected rejected(String text) {
    JobMessage message = reader.read("message-1", text);
    assertThat(message).as(JobMessageText.cut(text, 100)).isInstanceOf(JobMessage.Rejected.class);
    return (JobMessage.Rejected) message;
  }
}
