package sleeper.statestore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.CollectedInstance;
import sleeper.core.ingest.Collector;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunOwner;
import sleeper.core.ingest.contract.CollectorContract;
import sleeper.core.ingest.contract.FakeObjectStore;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryCollectorTest extends CollectorContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }

  @Test
  void shouldLeaveATableAloneThatCameToBeAfterAll() {
    FakeObjectStore objects = new FakeObjectStore();
    objects.put("0a1b2c3d/data/run_x/file.parquet");
    DroppedTables cameToBe =
        new DroppedTables() {
          @Override
          public List<DroppedTable> all() {
            return List.of(new DroppedTable("0a1b2c3d", Instant.EPOCH));
          }

          @Override
          public boolean fence(String tableId) {
            return false;
          }

          @Override
          public void forget(String tableId) {
            throw new AssertionError("It is there: " + tableId);
          }
        };

    try (StoreFixture fixture = newFixture()) {
      CollectedInstance instance = new CollectedInstance(fixture.store(), cameToBe, objects);
      RunEnvironment environment = RunEnvironment.system(noOwner(), () -> "run");
      assertThat(new Collector(instance, CollectorSettings.DEFAULT, environment).collect(List.of()))
          .isEqualTo(CollectReport.NOTHING);
    }
    assertThat(objects.keys()).hasSize(1);
  }

  private static RunOwner noOwner() {
    return new RunOwner() {
      @Override
      public String self() {
        return "self";
      }

      @Override
      public boolean isDead(String other) {
        return false;
      }
    };
  }
}
