package sleeper.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.sync.RequestBody;

/** Bytes that are uploaded by one request, in chunks that are taken as they fill. */
final class Part {

  private final ChunkPool pool;
  private final int capacity;
  private final List<byte[]> chunks = new ArrayList<>();
  private final CRC32 crc = new CRC32();
  private int length;

  Part(ChunkPool pool, int capacity) {
    this.pool = pool;
    this.capacity = capacity;
  }

  boolean isFull() {
    return length == capacity;
  }

  int length() {
    return length;
  }

  /** Takes as many bytes as there is room for; returns how many. */
  int append(byte[] source, int offset, int count) {
    int total = Math.min(count, capacity - length);
    int left = total;
    while (left > 0) {
      int inChunk = length % ChunkPool.CHUNK_BYTES;
      if (inChunk == 0) {
        chunks.add(pool.take());
      }
      int copied = Math.min(left, ChunkPool.CHUNK_BYTES - inChunk);
      byte[] chunk = chunks.get(chunks.size() - 1);
      System.arraycopy(source, offset + total - left, chunk, inChunk, copied);
      length += copied;
      left -= copied;
    }
    crc.update(source, offset, total);
    return total;
  }

  /** The checksum that goes with the request. */
  String crc() {
    return Checksums.text(crc);
  }

  /** The body of a request, which may be read again when the request is repeated. */
  RequestBody body() {
    return RequestBody.fromContentProvider(this::stream, length, "application/octet-stream");
  }

  /** The MD5 of the bytes, in hexadecimal digits. */
  String md5() {
    MessageDigest digest = Checksums.md5();
    for (int i = 0; i < chunks.size(); i++) {
      digest.update(chunks.get(i), 0, bytesOf(i));
    }
    return Checksums.hex(digest);
  }

  /** Gives the memory back. The part must not be used any more. */
  void release() {
    pool.giveBack(chunks);
    chunks.clear();
    length = 0;
  }

  private InputStream stream() {
    List<InputStream> streams = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      streams.add(new ByteArrayInputStream(chunks.get(i), 0, bytesOf(i)));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  private int bytesOf(int chunk) {
    return Math.min(ChunkPool.CHUNK_BYTES, length - chunk * ChunkPool.CHUNK_BYTES);
  }
}
