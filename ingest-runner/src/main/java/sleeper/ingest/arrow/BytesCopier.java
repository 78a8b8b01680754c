package sleeper.ingest.arrow;

import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.ElementAddressableVector;
import org.apache.arrow.vector.ValueVector;
import sleeper.core.key.Utf8;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.BytesColumn;

/** Copies strings and byte arrays of any Arrow layout. */
final class BytesCopier extends VectorElementCopier {

  private final ElementAddressableVector source;
  private final BytesColumn column;
  private final boolean text;
  private final ArrowBufPointer pointer = new ArrowBufPointer();

  <V extends ValueVector & ElementAddressableVector> BytesCopier(V vector, BytesColumn column) {
    super(vector, column);
    this.source = vector;
    this.column = column;
    text = column.type().equals(PrimitiveType.STRING);
  }

  @Override
  void put(int index, int position) throws UnfitValue {
    source.getDataPointer(index, pointer);
    int length = Math.toIntExact(pointer.getLength());
    int start = column.offsets()[position];
    column.ensureDataCapacity(Math.addExact(start, length));
    if (length > 0) {
      pointer.getBuf().getBytes(pointer.getOffset(), column.data(), start, length);
    }
    if (text && !Utf8.isValid(column.data(), start, length)) {
      throw new UnfitValue("the text is not valid UTF-8");
    }
    column.offsets()[position + 1] = start + length;
  }

  @Override
  void putNull(int position) {
    column.offsets()[position + 1] = column.offsets()[position];
  }
}
