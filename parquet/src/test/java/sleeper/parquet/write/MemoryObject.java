package sleeper.parquet.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import sleeper.core.storage.ObjectWriter;

/** An object in memory that parquet-java can read back. */
final class MemoryObject implements ObjectWriter {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private boolean committed;
  private boolean closed;

  @Override
  public void write(byte[] source, int offset, int length) {
    written.write(source, offset, length);
  }

  @Override
  public long position() {
    return written.size();
  }

  @Override
  public void commit() {
    committed = true;
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isCommitted() {
    return committed;
  }

  boolean isClosed() {
    return closed;
  }

  byte[] bytes() {
    return written.toByteArray();
  }

  InputFile inputFile() {
    byte[] bytes = bytes();
    return new InputFile() {
      @Override
      public long getLength() {
        return bytes.length;
      }

      @Override
      public SeekableInputStream newStream() {
        return new Bytes(bytes);
      }
    };
  }

  private static final class Bytes extends DelegatingSeekableInputStream {

    private final SeekableBytes source;

    Bytes(byte[] bytes) {
      this(new SeekableBytes(bytes));
    }

    private Bytes(SeekableBytes source) {
      super(source);
      this.source = source;
    }

    @Override
    public long getPos() {
      return source.position();
    }

    @Override
    public void seek(long position) throws IOException {
      source.seek((int) position);
    }
  }

  private static final class SeekableBytes extends ByteArrayInputStream {

    SeekableBytes(byte[] bytes) {
      super(bytes);
    }

    int position() {
      return pos;
    }

    void seek(int position) {
      pos = position;
    }
  }
}
