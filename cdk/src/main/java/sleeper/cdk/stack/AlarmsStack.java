package sleeper.cdk.stack;

import java.util.List;
import java.util.Map;
import sleeper.cdk.config.OptionalStack;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Alarms, and the topic that hears of them. */
final class AlarmsStack extends NestedStack {

  private final Watched watched;
  private final Topic topic;

  AlarmsStack(Construct scope, Watched watched) {
    super(scope, "Alarms");
    this.watched = watched;
    topic = topic();
    watched
        .deployment()
        .operation()
        .alarms()
        .email()
        .ifPresent(email -> topic.addSubscription(EmailSubscription.Builder.create(email).build()));
    addQueueAlarms();
    addAlarmOnErrors(Actor.TASK_STARTER, 3);
    if (watched.deployment().operation().has(OptionalStack.PERIODIC)) {
      addAlarmOnErrors(Actor.COLLECTOR, 1);
      addAlarmOnErrors(Actor.SNAPSHOTS, 1);
    }
  }

  private Topic topic() {
    Topic made =
        Topic.Builder.create(this, "Topic")
            .topicName(watched.deployment().id().cleanName("alarms"))
            .enforceSsl(true)
            .build();
    // A topic that has a policy takes nothing that the policy does not allow, alarms neither.
    made.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(made.getTopicArn()))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
    return made;
  }

  private void addQueueAlarms() {
    int seconds = watched.deployment().operation().alarms().ageMinutes() * 60;
    addAlarm(
        "dead-letters",
        watched.messages("IngestJobDLQ", "ApproximateNumberOfMessagesVisible", "dead"),
        new Limit(1, 1),
        "Job messages failed too often: look at them with sleeper job dead");
    addAlarm(
        "old-messages",
        watched.messages("IngestJobQ", "ApproximateAgeOfOldestMessage", "oldest"),
        new Limit(seconds, 1),
        "A job message has not been done for long: look at sleeper jobs --unfinished");
  }

  private void addAlarmOnErrors(Actor function, int periods) {
    addAlarm(
        function.text() + "-errors",
        watched.errors(function),
        new Limit(1, periods),
        "The function %s fails: its log says why".formatted(function.text()));
  }

  /** How much is alarming, and in how many periods one after another. */
  private record Limit(int threshold, int periods) {}

  private void addAlarm(String name, Metric metric, Limit limit, String description) {
    Alarm.Builder.create(this, name)
        .alarmName(watched.deployment().id().cleanName(name))
        .alarmDescription(description)
        .metric(metric)
        .threshold(limit.threshold())
        .evaluationPeriods(limit.periods())
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }
}
