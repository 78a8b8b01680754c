package sleeper.core.storage;

import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.core.storage.contract.ObjectStoreContract;

class InMemoryObjectStoreTest extends ObjectStoreContract {

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Override
  protected ObjectStore store() {
    return store;
  }
}
