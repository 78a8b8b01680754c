package sleeper.cdk.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.InstanceId;
import sleeper.cdk.stack.TableSpec.Content;
import sleeper.cdk.stack.TableSpec.Naming;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/**
 * The DynamoDB tables of an instance: its index of tables, transaction logs, snapshots, job ledger,
 * write intents and trackers. All are paid for by the request.
 */
final class StateTables extends Construct {

  private final Map<String, Table> byKind = new LinkedHashMap<>();

  StateTables(Construct scope, DeploymentConfig deployment) {
    super(scope, "Tables");
    for (TableSpec spec : TableSpec.all()) {
      byKind.put(spec.kind(), table(deployment, spec));
    }
  }

  /** The table whose name ends so. */
  Table table(String kind) {
    return Objects.requireNonNull(byKind.get(kind), kind);
  }

  /** All tables, by the ends of their names. */
  Map<String, Table> byKind() {
    return Map.copyOf(byKind);
  }

  private Table table(DeploymentConfig deployment, TableSpec spec) {
    boolean isLasting = spec.content() == Content.LASTING;
    Table.Builder builder =
        Table.Builder.create(this, spec.kind())
            .tableName(name(deployment.id(), spec))
            .partitionKey(spec.keys().get(0))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder()
                    .pointInTimeRecoveryEnabled(isLasting)
                    .build())
            .removalPolicy(Storage.removalPolicy(deployment));
    spec.keys().stream().skip(1).forEach(builder::sortKey);
    if (!isLasting) {
      builder.timeToLiveAttribute(TableSpec.EXPIRY);
    }
    Table table = builder.build();
    spec.index().ifPresent(table::addGlobalSecondaryIndex);
    if (!isLasting) {
      Accepted.finding(
          table, "DDB3", "It holds reports, which expire by themselves; no rows depend on it");
    }
    return table;
  }

  private static String name(InstanceId id, TableSpec spec) {
    return spec.naming() == Naming.CLEAN ? id.cleanName(spec.kind()) : id.rawName(spec.kind());
  }
}
