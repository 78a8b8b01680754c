package sleeper.ingest.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.complex.impl.UnionMapWriter;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;
import sleeper.core.testing.SharedData;
import sleeper.ingest.source.SourceContext;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;
import sleeper.parquet.block.RowBlock;

class ArrowSourceTest {

  private final BufferAllocator allocator = new RootAllocator();
  private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();
  private final List<String> notices = new ArrayList<>();

  @AfterEach
  void closeAllocator() {
    dictionaries.close();
    allocator.close();
  }

  @Test
  void shouldCopyNumbersTimesAndBooleans() throws IOException {
    assertThat(longs(PrimitiveType.LONG, filled(new IntVector("v", allocator), v -> v.set(0, -5))))
        .containsExactly(-5);
    assertThat(
            longs(
                PrimitiveType.DOUBLE,
                filled(new Float4Vector("v", allocator), v -> v.set(0, 1.5f))))
        .containsExactly(Double.doubleToRawLongBits(1.5));
    assertThat(
            longs(
                PrimitiveType.TIMESTAMP,
                filled(new TimeStampMilliTZVector("v", allocator, "UTC"), v -> v.set(0, -3))))
        .containsExactly(-3_000_000);
    IntColumn day =
        (IntColumn)
            copy(PrimitiveType.DATE, filled(new DateDayVector("v", allocator), v -> v.set(0, -1)));
    assertThat(day.values()).startsWith(-1);
    ByteColumn bit =
        (ByteColumn)
            copy(PrimitiveType.BOOLEAN, filled(new BitVector("v", allocator), v -> v.set(0, 1)));
    assertThat(bit.values()).startsWith(1);
  }

  @Test
  void shouldCopyDecimalsAsSixteenBytesWhereALongIsTooShort() throws IOException {
    BytesColumn column =
        (BytesColumn)
            copy(
                PrimitiveType.decimal(20, 2),
                filled(
                    new DecimalVector("v", allocator, 30, 4),
                    v -> v.set(0, new BigDecimal("-1.2500"))));

    assertThat(new java.math.BigInteger(column.data(), 0, 16)).isEqualTo(-125);
  }

  @Test
  void shouldCopyTextAndBytesWithNullsOverSeveralBatches() throws IOException {
    VarCharVector text = new VarCharVector("v", allocator);
    Schema schema = schemaOf(PrimitiveType.STRING);
    try (VectorSchemaRoot root = rootOf(text);
        ArrowReader reader =
            written(
                root,
                writer -> {
                  fill(root, 3);
                  text.setSafe(0, "é".getBytes(StandardCharsets.UTF_8));
                  text.setNull(1);
                  text.setSafe(2, new byte[0]);
                  writer.run();
                  fill(root, 1);
                  text.setSafe(0, "z".getBytes(StandardCharsets.UTF_8));
                  writer.run();
                })) {
      ArrowSource source = open(reader, schema);
      RowBlock first = source.next();
      assertThat(first).isNotNull();
      assertThat(strings(first.column(1))).containsExactly("é", null, "");
      assertThat(source.placeOf(2)).isEqualTo("row 3");
      RowBlock second = source.next();
      assertThat(second).isNotNull();
      assertThat(strings(second.column(1))).containsExactly("z");
      assertThat(second.column(1).nulls()).isNull();
      assertThat(source.placeOf(0)).isEqualTo("row 4");
      assertThat(source.next()).isNull();
    }
  }

  @Test
  void shouldCopyDictionaryEncodedText() throws IOException {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
    VarCharVector values = new VarCharVector("values", allocator);
    values.setSafe(0, "low".getBytes(StandardCharsets.UTF_8));
    values.setSafe(1, "high".getBytes(StandardCharsets.UTF_8));
    values.setValueCount(2);
    dictionaries.put(new Dictionary(values, encoding));
    try (VarCharVector plain = new VarCharVector("v", allocator)) {
      plain.setSafe(0, "high".getBytes(StandardCharsets.UTF_8));
      plain.setNull(1);
      plain.setSafe(2, "low".getBytes(StandardCharsets.UTF_8));
      plain.setValueCount(3);
      FieldVector encoded = (FieldVector) DictionaryEncoder.encode(plain, dictionaries.lookup(7));
      try (VectorSchemaRoot root = rootOf(encoded);
          ArrowReader reader =
              written(
                  root,
                  writer -> {
                    fillKeys(root, 3);
                    writer.run();
                  })) {
        RowBlock block = open(reader, schemaOf(PrimitiveType.STRING)).next();
        assertThat(block).isNotNull();
        assertThat(strings(block.column(1))).containsExactly("high", null, "low");
      }
    }
  }

  @Test
  void shouldCopyListsAndMaps() throws IOException {
    ListVector lists = ListVector.empty("v", allocator);
    UnionListWriter listWriter = lists.getWriter();
    listWriter.allocate();
    listWriter.startList();
    listWriter.bigInt().writeBigInt(1);
    listWriter.bigInt().writeBigInt(2);
    listWriter.endList();
    listWriter.startList();
    listWriter.endList();
    lists.setValueCount(2);
    ListColumn list = (ListColumn) copyAll(new ListType(PrimitiveType.LONG), lists, 2);
    assertThat(list.offsets()).startsWith(0, 2, 2);
    assertThat(((LongColumn) list.elements()).values()).startsWith(1, 2);

    MapVector maps = MapVector.empty("v", allocator, false);
    UnionMapWriter mapWriter = maps.getWriter();
    mapWriter.allocate();
    mapWriter.startMap();
    mapWriter.startEntry();
    mapWriter.key().integer().writeInt(5);
    mapWriter.value().float8().writeFloat8(0.5);
    mapWriter.endEntry();
    mapWriter.endMap();
    maps.setValueCount(1);
    MapColumn map =
        (MapColumn) copyAll(new MapType(PrimitiveType.INT, PrimitiveType.DOUBLE), maps, 1);
    assertThat(map.offsets()).startsWith(0, 1);
    assertThat(((IntColumn) map.keys()).values()).startsWith(5);
    assertThat(((LongColumn) map.values()).values()).startsWith(Double.doubleToRawLongBits(0.5));
  }

  @Test
  void shouldCutALargeBatchIntoBlocks() throws IOException {
    BigIntVector vector = new BigIntVector("v", allocator);
    int rows = 200_000;
    try (VectorSchemaRoot root = rootOf(vector);
        ArrowReader reader =
            written(
                root,
                writer -> {
                  fill(root, rows);
                  for (int i = 0; i < rows; i++) {
                    vector.setSafe(i, i);
                  }
                  writer.run();
                })) {
      ArrowSource source = open(reader, schemaOf(PrimitiveType.LONG));
      long next = 0;
      int blocks = 0;
      for (RowBlock block = source.next(); block != null; block = source.next()) {
        assertThat(((LongColumn) block.column(1)).values()[0]).isEqualTo(next);
        next += block.rows();
        blocks++;
      }
      assertThat(next).isEqualTo(rows);
      assertThat(blocks).isGreaterThan(2);
    }
  }

  @Test
  void shouldRefuseWhatTheFieldCannotHoldNamingColumnAndTypes() {
    assertThatThrownBy(
            () -> copy(PrimitiveType.INT, filled(new BigIntVector("v", allocator), v -> {})))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Arrow column v is Int(64, true)")
        .hasMessageContaining("int cannot hold");
    assertThatThrownBy(
            () ->
                copy(
                    PrimitiveType.LONG, filled(new UInt8Vector("v", allocator), v -> v.set(0, -1))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Row 1, column v")
        .hasMessageContaining("18446744073709551615");
    assertThatThrownBy(
            () ->
                copy(
                    PrimitiveType.TIMESTAMP,
                    filled(new TimeStampSecVector("v", allocator), v -> v.set(0, Long.MAX_VALUE))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("1677");
    assertThatThrownBy(
            () ->
                copy(
                    PrimitiveType.STRING,
                    filled(
                        new LargeVarCharVector("v", allocator),
                        v -> v.setSafe(0, new byte[] {(byte) 0xC0}))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not valid UTF-8");
  }

  @Test
  void shouldRefuseMissingColumnsAndNullsWhereAValueMustBeAndNameIgnoredOnes() throws IOException {
    Schema strict =
        Schema.builder()
            .rowKey("k", PrimitiveType.LONG)
            .value("v", PrimitiveType.BYTE_ARRAY)
            .build();
    VarBinaryVector vector = new VarBinaryVector("v", allocator);
    try (VectorSchemaRoot root = rootOf(vector);
        ArrowReader reader =
            written(
                root,
                writer -> {
                  fill(root, 2);
                  vector.setSafe(0, new byte[] {1});
                  vector.setNull(1);
                  writer.run();
                })) {
      assertThatThrownBy(() -> open(reader, strict).next())
          .isInstanceOf(InvalidInput.class)
          .hasMessage("Row 2, column v: there is no value, and the field is not nullable");
      assertThatThrownBy(
              () -> open(reader, Schema.builder().rowKey("other", PrimitiveType.LONG).build()))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("no column other")
          .hasMessageContaining("[k, v]");
      open(reader, Schema.builder().rowKey("k", PrimitiveType.LONG).build());
      assertThat(notices).containsExactly("Columns that the table has not were ignored: [v]");
    }
  }

  @Test
  void shouldRefuseNotANumberAsAKey() throws IOException {
    Schema schema = Schema.builder().rowKey("v", PrimitiveType.DOUBLE).build();
    try (VectorSchemaRoot root =
            rootOf(filled(new Float8Vector("v", allocator), v -> v.set(0, Double.NaN)));
        ArrowReader reader =
            written(
                root,
                writer -> {
                  fillKeys(root, 1);
                  writer.run();
                })) {
      assertThatThrownBy(() -> open(reader, schema).next())
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("no place in the order of keys");
    }
  }

  @Test
  void shouldReadARealFileThatSomebodyElseWrote() throws IOException {
    Schema schema =
        Schema.builder()
            .rowKey("distance", PrimitiveType.INT)
            .value("delay", PrimitiveType.LONG)
            .value("time", PrimitiveType.FLOAT)
            .build();
    long rows = 0;
    long distances = 0;
    long delays = 0;
    try (FileChannel file = FileChannel.open(SharedData.data("flights/flights-200k.arrow"));
        ArrowReader reader = new ArrowFileReader(file, allocator)) {
      ArrowSource source = open(reader, schema);
      for (RowBlock block = source.next(); block != null; block = source.next()) {
        rows += block.rows();
        for (int i = 0; i < block.rows(); i++) {
          distances += ((IntColumn) block.column(0)).values()[i];
          delays += ((LongColumn) block.column(1)).values()[i];
        }
      }
    }
    assertThat(rows).isEqualTo(200_000);
    assertThat(distances).isEqualTo(145_847_125);
    assertThat(delays).isEqualTo(1_500_159);
  }

  private ArrowSource open(ArrowReader reader, Schema schema) throws IOException {
    return ArrowSource.open(reader, schema, new SourceContext(1 << 20, 16 << 20, notices::add));
  }

  private long[] longs(Type type, FieldVector vector) throws IOException {
    LongColumn column = (LongColumn) copy(type, vector);
    return Arrays.copyOf(column.values(), column.size());
  }

  private Column copy(Type type, FieldVector vector) throws IOException {
    return copyAll(type, vector, 1);
  }

  private Column copyAll(Type type, FieldVector vector, int rows) throws IOException {
    try (VectorSchemaRoot root = rootOf(vector);
        ArrowReader reader =
            written(
                root,
                writer -> {
                  fillKeys(root, rows);
                  writer.run();
                })) {
      RowBlock block = open(reader, schemaOf(type)).next();
      assertThat(block).isNotNull();
      return block.column(1);
    }
  }

  private static <V extends FieldVector> V filled(V vector, Consumer<V> fill) {
    vector.setInitialCapacity(1);
    vector.allocateNew();
    fill.accept(vector);
    vector.setValueCount(1);
    return vector;
  }

  private VectorSchemaRoot rootOf(FieldVector vector) {
    BigIntVector key = new BigIntVector("k", allocator);
    return new VectorSchemaRoot(List.of(key, vector));
  }

  private static void fill(VectorSchemaRoot root, int rows) {
    root.allocateNew();
    fillKeys(root, rows);
  }

  private static void fillKeys(VectorSchemaRoot root, int rows) {
    BigIntVector keys = (BigIntVector) root.getVector("k");
    for (int i = 0; i < rows; i++) {
      keys.setSafe(i, i);
    }
    root.setRowCount(rows);
  }

  private ArrowReader written(VectorSchemaRoot root, Consumer<Runnable> batches)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArrowStreamWriter writer =
        new ArrowStreamWriter(root, dictionaries, Channels.newChannel(bytes))) {
      batches.accept(
          () -> {
            try {
              writer.writeBatch();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
    }
    return new ArrowStreamReader(new ByteArrayInputStream(bytes.toByteArray()), allocator);
  }

  private static List<String> strings(Column column) {
    BytesColumn bytes = (BytesColumn) column;
    List<String> values = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      int start = bytes.offsets()[i];
      values.add(
          column.isNull(i)
              ? null
              : new String(
                  bytes.data(), start, bytes.offsets()[i + 1] - start, StandardCharsets.UTF_8));
    }
    return values;
  }

  private static Schema schemaOf(Type type) {
    return Schema.builder().rowKey("k", PrimitiveType.LONG).nullableValue("v", type).build();
  }
}
