package sleeper.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.order.ValueBounds;
import sleeper.core.order.ValueOrder;
import sleeper.core.partition.SplitPointsFile.StringForm;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.testing.RandomValues;
import sleeper.core.testing.SharedData;

class SplitPointsFileTest {

  @SuppressWarnings("unused")
  private static final List<PrimitiveType> TYPES = RandomValues.TYPES;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"bytetable,3", "inttable,700", "longtable,3", "mixedtable,2"})
  void shouldReadAndWriteTheSplitPointsOfSleeperTables(String table, int count) throws IOException {
    Path golden = SharedData.formats("golden/tables/" + table);
    Schema schema = SchemaJson.parse(Files.readString(golden.resolve("schema.json")));
    Path file = golden.resolve("splits.txt");

    List<Object> points = SplitPointsFile.read(file, schema.field(0), StringForm.PLAIN);

    assertThat(points).hasSize(count);
    assertThat(SplitPointsFile.format(schema.field(0), points, StringForm.PLAIN).lines())
        .containsExactlyElementsOf(Files.readAllLines(file));
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void shouldReadBackSplitPointsOfEveryType(PrimitiveType type) throws IOException {
    RandomValues values = new RandomValues("SplitPointsFileTest." + type);
    Field field = Field.of("k", type);
    TreeSet<Object> points = new TreeSet<>(ValueOrder.comparator(type));
    for (int i = 0; i < 200; i++) {
      Object value = values.keyValue(type);
      if (!ValueBounds.isMinimum(type, value)) {
        points.add(value);
      }
    }

    String text = SplitPointsFile.format(field, List.copyOf(points), StringForm.BASE64);

    assertThat(read(text, field, StringForm.BASE64)).containsExactlyElementsOf(points);
  }

  @ParameterizedTest
  @EnumSource(StringForm.class)
  void shouldReadStringsInTheFormTheyWereWritten(StringForm form) throws IOException {
    Field field = Field.of("k", PrimitiveType.STRING);
    List<String> points = List.of(" b ", "é", "\uff5e", "😀");

    String text = SplitPointsFile.format(field, points, form);

    assertThat(read(text, field, form)).isEqualTo(points);
  }

  @Test
  void shouldReadAnEmptyFileAsNoSplitPoints() throws IOException {
    assertThat(read("", Field.of("k", PrimitiveType.INT), StringForm.PLAIN)).isEmpty();
  }

  static List<Arguments> wrongFiles() {
    return List.of(
        wrong(PrimitiveType.INT, "1\n3\n3\n", "line 3: the split point is \"3\" after \"3\""),
        wrong(PrimitiveType.INT, "1\n\n3\n", "line 2: \"\" is not of type int"),
        wrong(PrimitiveType.INT, "x", "line 1: \"x\" is not of type int; write a whole number"),
        wrong(PrimitiveType.STRING, "\n", "line 1: the split point is \"\", the least value"),
        wrong(PrimitiveType.STRING, "😀\n\uff5e\n", "line 2: the split point is"),
        wrong(PrimitiveType.BYTE_ARRAY, "IA==\n#40\n", "line 2: \"#40\" is not base64"),
        wrong(
            PrimitiveType.BYTE_ARRAY, "gA==\nIA==\n", "line 2: the split point is \"0x20\" after"),
        wrong(PrimitiveType.DOUBLE, "NaN\n", "line 1: Key field k cannot be NaN"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void shouldNameTheLineThatIsWrong(PrimitiveType type, String text, String message) {
    assertThatThrownBy(() -> read(text, Field.of("k", type), StringForm.PLAIN))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Split points file splits.txt, " + message);
  }

  @Test
  void shouldRefuseAFileThatIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("latin1"), new byte[] {'a', '\n', (byte) 0xe9, '\n'});

    assertThatThrownBy(
            () -> SplitPointsFile.read(file, Field.of("k", PrimitiveType.STRING), StringForm.PLAIN))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void shouldSayThatAFileDoesNotExist() {
    Path file = folder.resolve("none");

    assertThatThrownBy(
            () -> SplitPointsFile.read(file, Field.of("k", PrimitiveType.INT), StringForm.PLAIN))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Split points file " + file + " does not exist");
  }

  @Test
  void shouldRefuseToWriteALineBreakPlainly() {
    Field field = Field.of("k", PrimitiveType.STRING);

    assertThatThrownBy(() -> SplitPointsFile.format(field, List.of("a\nb"), StringForm.PLAIN))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("write the split points as base64");
  }

  private static List<Object> read(String text, Field field, StringForm form) throws IOException {
    return SplitPointsFile.read(new StringReader(text), "splits.txt", field, form);
  }

  private static Arguments wrong(PrimitiveType type, String text, String message) {
    return Arguments.of(type, text, message);
  }
}
