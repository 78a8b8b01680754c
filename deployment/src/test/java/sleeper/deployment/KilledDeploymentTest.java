package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.deployment.CloudFormation.Answer;
import sleeper.instance.SleeperInstance;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** A deployment that is ended at any of its writes goes on when it is asked for again. */
class KilledDeploymentTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();
  private static final Schema LONGER =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .nullableValue("more", PrimitiveType.STRING)
          .build();
  private static final String IDLE = "sleeper.ingest.task.idle.seconds";
  private static final String CODEC = "sleeper.table.parquet.compression.codec";

  /** Killed before a write is as good as killed after the one before. */
  @Test
  void shouldGoOnAfterItWasKilledAtAnyWrite() throws IOException {
    boolean isKilled = true;
    int writes = 0;
    while (isKilled) {
      writes++;
      try (TestStack stack = TestStack.deploy()) {
        ObjectNode first = stack.resource(stack.properties(), table(SCHEMA, Map.of()));
        isKilled = isKilledAndGoesOn(stack, stack.event("Create", first), new Kill(writes));
        ObjectNode second =
            stack.resource(stack.with(IDLE, "60"), table(LONGER, Map.of(CODEC, "gzip")));
        ObjectNode update = stack.event("Update", second);
        update.put("PhysicalResourceId", "sleeper-" + stack.id());
        update.set("OldResourceProperties", first);
        isKilled |= isKilledAndGoesOn(stack, update, new Kill(writes));
        assertDeployed(stack);
      }
    }
    assertThat(writes).isBetween(4, 12);
  }

  private static boolean isKilledAndGoesOn(TestStack stack, ObjectNode event, Kill kill)
      throws IOException {
    Answer answer = stack.invoke(event, kill);
    assertThat(answer.text("Status")).isEqualTo(kill.hasHappened() ? "FAILED" : "SUCCESS");
    if (kill.hasHappened()) {
      Answer again = stack.invoke(event);
      assertThat(again.text("Status")).as(again.body()).isEqualTo("SUCCESS");
    }
    return kill.hasHappened();
  }

  private static void assertDeployed(TestStack stack) throws IOException {
    assertThat(stack.storedProperties()).isEqualTo(stack.with(IDLE, "60"));
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().list())
          .singleElement()
          .satisfies(
              table -> {
                assertThat(table.schema()).isEqualTo(LONGER);
                assertThat(table.properties()).isEqualTo(Map.of(CODEC, "gzip"));
              });
      assertThat(instance.tables().firstSplitPoints("t")).containsExactly(10L);
    }
  }

  private static DeployedTable table(Schema schema, Map<String, String> properties) {
    return new DeployedTable("t", schema, List.of("10"), properties);
  }

  /** Ends a program at its nth write: nothing is done after it. */
  private static final class Kill implements ExecutionInterceptor {

    private static final Set<String> WRITES =
        Set.of(
            "PutObjectRequest",
            "DeleteObjectRequest",
            "PutItemRequest",
            "UpdateItemRequest",
            "TransactWriteItemsRequest");

    private final AtomicInteger left;
    private volatile boolean isDead;

    private Kill(int write) {
      left = new AtomicInteger(write);
    }

    private boolean hasHappened() {
      return isDead;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      boolean isWrite = WRITES.contains(context.request().getClass().getSimpleName());
      if (isDead || (isWrite && left.decrementAndGet() == 0)) {
        isDead = true;
        throw new Killed();
      }
    }
  }

  /** Thrown instead of ending this process. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
