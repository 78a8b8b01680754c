package sleeper.starter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsWaitingJobsTest {

  private final SqsClient sqs = TestClients.sqs();

  @Test
  void shouldCountVisibleMessagesAlone() throws IOException {
    String url = sqs.createQueue(b -> b.queueName("waiting-jobs")).queueUrl();
    SqsWaitingJobs jobs = new SqsWaitingJobs(sqs, url);
    assertThat(jobs.count()).isZero();

    for (int message = 0; message < 5; message++) {
      sqs.sendMessage(b -> b.queueUrl(url).messageBody("{}"));
    }
    assertThat(jobs.count()).isEqualTo(5);

    sqs.receiveMessage(b -> b.queueUrl(url).maxNumberOfMessages(2));
    assertThat(jobs.count()).isEqualTo(3);
  }

  @Test
  void shouldNameTheQueueThatIsNotThere() {
    String url = sqs.createQueue(b -> b.queueName("gone")).queueUrl();
    sqs.deleteQueue(b -> b.queueUrl(url));

    assertThatThrownBy(() -> new SqsWaitingJobs(sqs, url).count())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The messages of queue " + url + " cannot be counted: ");
  }
}
