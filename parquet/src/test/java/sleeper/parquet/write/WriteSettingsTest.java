package sleeper.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteSettingsTest {

  private static final long MEBIBYTE = 1L << 20;

  @Test
  void shouldPutAFileIntoOneRowGroupWhereMemoryAllows() {
    assertThat(WriteSettings.defaults().rowGroupRows(156_250, 8 * MEBIBYTE, 256 * MEBIBYTE))
        .isEqualTo(156_250);
  }

  @Test
  void shouldMakeRowGroupsEvenWithinTheLimits() {
    assertThat(WriteSettings.defaults().rowGroupRows(1_000_001, 8 * MEBIBYTE, 256 * MEBIBYTE))
        .isEqualTo(500_001);
    int rows = WriteSettings.defaults().rowGroupRows(1_000, 1_000 * MEBIBYTE, 64 * MEBIBYTE);
    assertThat(rows).isBetween(50, 60);
  }

  @Test
  void shouldAllowOneRowWhateverItTakes() {
    assertThat(WriteSettings.defaults().rowGroupRows(3, 3_000 * MEBIBYTE, MEBIBYTE)).isEqualTo(1);
  }
}
