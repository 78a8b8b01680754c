package sleeper.statestore.dynamo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import sleeper.core.storage.DocumentStore;

/** Texts in memory. */
final class MemoryDocuments implements DocumentStore {

  private final Map<String, Document> documents = new ConcurrentHashMap<>();
  private final AtomicLong versions = new AtomicLong();

  @Override
  public Optional<Document> read(String key) {
    return Optional.ofNullable(documents.get(key));
  }

  @Override
  public boolean create(String key, String text) {
    return documents.putIfAbsent(key, next(text)) == null;
  }

  @Override
  public boolean replace(String key, String text, String version) {
    Document old = documents.get(key);
    return old != null && old.version().equals(version) && documents.replace(key, old, next(text));
  }

  @Override
  public void delete(String key) {
    documents.remove(key);
  }

  private Document next(String text) {
    return new Document(text, Long.toString(versions.incrementAndGet()));
  }
}
