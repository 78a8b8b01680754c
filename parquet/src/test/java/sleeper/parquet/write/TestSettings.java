package sleeper.parquet.write;

import java.util.Set;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Settings with pages so small that few rows fill several. */
final class TestSettings {

  private TestSettings() {}

  static WriteSettings of(PageVersion version, CompressionCodecName codec) {
    return new WriteSettings(
        codec,
        3,
        10_000,
        1 << 20,
        128,
        700,
        version,
        Set.of(),
        128,
        Integer.MAX_VALUE,
        true,
        Set.of("key", "string"));
  }
}
