package sleeper.core.storage.contract;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.ObjectKeys;

/** Texts in memory; the version of a text is itself. Thread-safe. */
public final class InMemoryDocumentStore implements DocumentStore {

  private final Map<String, String> texts = new ConcurrentHashMap<>();

  @Override
  public Optional<Document> read(String key) {
    return Optional.ofNullable(texts.get(ObjectKeys.checked(key)))
        .map(text -> new Document(text, text));
  }

  @Override
  public boolean create(String key, String text) {
    return texts.putIfAbsent(ObjectKeys.checked(key), text) == null;
  }

  @Override
  public boolean replace(String key, String text, String version) {
    return texts.replace(ObjectKeys.checked(key), version, text);
  }

  @Override
  public void delete(String key) {
    texts.remove(ObjectKeys.checked(key));
  }
}
