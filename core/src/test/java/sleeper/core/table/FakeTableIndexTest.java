package sleeper.core.table;

/** Holds the contract to be one that can be kept. */
class FakeTableIndexTest extends TableIndexContract {

  private final TableIndex index = new FakeTableIndex();

  @Override
  protected TableIndex index() {
    return index;
  }
}
