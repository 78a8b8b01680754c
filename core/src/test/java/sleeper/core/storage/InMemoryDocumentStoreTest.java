package sleeper.core.storage;

import sleeper.core.storage.contract.DocumentStoreContract;
import sleeper.core.storage.contract.InMemoryDocumentStore;

class InMemoryDocumentStoreTest extends DocumentStoreContract {

  private final InMemoryDocumentStore store = new InMemoryDocumentStore();

  @Override
  protected DocumentStore store() {
    return store;
  }
}
