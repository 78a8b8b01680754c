package sleeper.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.table.FakeTableIndex;
import sleeper.core.table.TableId;
import sleeper.core.testing.SharedData;

/** Messages as Sleeper's Python client sent them. */
class GoldenJobMessagesTest {

  private static final TableId TABLE = new TableId("8e87ba81", "jobtable");

  @Test
  void shouldReadTheJobOfThePythonClient() throws IOException {
    assertThat(read("ingest-job-python-client.json"))
        .isEqualTo(
            new IngestJob(
                "py-job-1",
                TABLE,
                List.of("sleeper-golden-table-data-123456789012/for_ingest/py-job-1.parquet")));
  }

  @Test
  void shouldReadTheFilesOfABatcherSubmission() throws IOException {
    assertThat(read("batcher-submit-python-client.json"))
        .isEqualTo(
            new IngestJob("message-1", TABLE, List.of("bucket/a.parquet", "s3://bucket/dir")));
  }

  @Test
  void shouldReadABulkImportJobAsAnIngestJob() throws IOException {
    assertThat(read("bulk-import-python-client.json").paths()).containsExactly("bucket/a.parquet");
  }

  private static IngestJob read(String name) throws IOException {
    String text = Files.readString(SharedData.formats("golden/messages/" + name));
    FakeTableIndex tables = new FakeTableIndex();
    tables.create(TABLE);
    JobMessage message =
        new JobMessageReader(tables, SourcePolicy.ANY).read("message-1", text.strip());
    return ((JobMessage.Accepted) message).job();
  }
}
