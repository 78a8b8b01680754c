package sleeper.aws.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.aws.chaos.ChaosJob.Rows;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.servers.AwsServers;

/** Tasks and collectors that die at every step, and what must hold when all is over. */
@EnabledOnOs(OS.LINUX)
class ChaosIT {

  private static final Schema OTHER_SCHEMA =
      Schema.builder()
          .rowKey("device", PrimitiveType.LONG)
          .value("note", PrimitiveType.STRING)
          .build();

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void shouldDoEachJobOnceThoughTasksAndCollectorsDieAtEveryStep() throws Exception {
    KillPlan plan = KillPlan.create(folder.resolve("plan"), kills());
    try (ChaosInstance chaos = ChaosInstance.create(false);
        InputBucket inputs = new InputBucket("input-" + chaos.id(), folder.resolve("inputs"))) {
      chaos.createTable("north", 4);
      chaos.createTable("south", 2);
      chaos.createTable("east", 1);
      List<ChaosJob> good = goodJobs(inputs);
      List<ChaosJob> bad = badJobs(inputs, good.get(0));
      DeadRun.leave(chaos.backend(), "north");

      ChaosJvm jvm = ChaosJvm.in(folder.resolve("jvm"));
      // The first process lives undisturbed, and so shows which classes all of them load.
      chaos.send(good.get(0).message());
      KillPlan none = KillPlan.create(folder.resolve("no-plan"), List.of());
      new Chaos(chaos, none, jvm, AwsServers.environment()).doUndisturbed();
      good.stream().skip(1).forEach(job -> chaos.send(job.message()));
      bad.forEach(job -> chaos.send(job.message()));
      good.subList(0, 4).forEach(job -> chaos.send(job.message()));
      chaos.send("this is not JSON");
      chaos.send(new ChaosJob(good.get(0).id(), "east", good.get(1).files(), Rows.NONE).message());
      new Chaos(chaos, plan, jvm, AwsServers.environment()).untilAllIsDone(2, Chaos.Killer.NONE);

      assertThat(plan.left()).as("deaths that did not happen").isEmpty();
      Outcome outcome = new Outcome(chaos);
      outcome.assertFinished(good);
      outcome.assertFailed("broken", "is corrupt: Page at 4 of column device");
      outcome.assertFailed("other-schema", "is a int64, which the table's type string cannot hold");
      outcome.assertRefusal("east-1", "was used in table east for other input");
      outcome.assertRejected("no-table", "Table not found");
      outcome.assertRejected("no-file", "Could not find one or more paths");
      outcome.assertNothingLeft();
      outcome.assertTables(good);
    }
  }

  private static List<Kill> kills() {
    List<Kill> kills = new ArrayList<>();
    kills.addAll(
        Kill.each(
            "big",
            KillPlan.SPILLING,
            "after s3.UploadPart",
            "before s3.CompleteMultipartUpload",
            "after s3.CompleteMultipartUpload"));
    kills.addAll(
        Kill.each("north-1", "after queue.receive", "before store.create", "after store.create"));
    kills.addAll(Kill.each("north-2", "before parquet.commit", "after parquet.commit"));
    kills.addAll(Kill.each("south-1", "before sketches.commit", "after sketches.commit"));
    kills.addAll(
        Kill.each(
            "south-2",
            "before store.commit",
            "before store.commit > before dynamodb.TransactWriteItems"));
    kills.addAll(Kill.each("east-2", "before store.commit > after dynamodb.TransactWriteItems"));
    kills.addAll(
        Kill.each("north-3", "after store.commit", "before queue.delete", "after queue.delete"));
    kills.addAll(
        Kill.each("south-3", "before tracker.save", "after store.commit > after tracker.save"));
    kills.addAll(
        Kill.each(
            Kill.ANY, "before snapshot.commit", "after snapshot.commit", "after records.save"));
    kills.addAll(Kill.each("broken", "before store.close", "before queue.delete"));
    kills.addAll(Kill.each("no-table", "before queue.delete"));
    kills.addAll(
        Kill.each(
            ChaosProcess.COLLECTOR,
            "after store.fence",
            "before objects.deleteAll",
            "after objects.deleteAll",
            "after store.bury",
            "before store.forget"));
    return kills;
  }

  private static List<ChaosJob> goodJobs(InputBucket inputs) throws Exception {
    List<ChaosJob> jobs = new ArrayList<>();
    long first = 0;
    for (String id :
        List.of(
            "east-1", "north-1", "north-2", "north-3", "south-1", "south-2", "south-3", "east-2")) {
      Rows rows = new Rows(first, 2000, 20);
      jobs.add(new ChaosJob(id, id.replaceAll("-.*", ""), inputs.add(rows), rows));
      first += rows.count();
    }
    Rows big = new Rows(first, 22_000, 1000);
    jobs.add(new ChaosJob("big", "east", inputs.add(big), big));
    return jobs;
  }

  private static List<ChaosJob> badJobs(InputBucket inputs, ChaosJob good) throws Exception {
    String broken = inputs.addBroken(good.files().get(1));
    String other = inputs.add(OTHER_SCHEMA, List.of(Row.of(OTHER_SCHEMA, 1L, "note")));
    return List.of(
        new ChaosJob("broken", "south", List.of(good.files().get(0), broken), Rows.NONE),
        new ChaosJob("other-schema", "south", List.of(other), Rows.NONE),
        new ChaosJob("no-table", "west", good.files(), Rows.NONE),
        new ChaosJob("no-file", "north", List.of("nowhere/nothing.parquet"), Rows.NONE));
  }
}
