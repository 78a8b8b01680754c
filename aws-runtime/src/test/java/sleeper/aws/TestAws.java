package sleeper.aws;

import java.util.UUID;
import sleeper.aws.setup.AwsInstanceSetup;
import sleeper.core.properties.InstanceProperties;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.TestAwsInstance;

/** Instances on the servers of this process. */
public final class TestAws {

  private TestAws() {}

  /** An id that nothing else has. */
  public static String newId() {
    return "t" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Makes an instance and returns its id. */
  public static String create(InstanceProperties properties) {
    String id = newId();
    try (AwsClients clients = TestAwsInstance.clients()) {
      new AwsInstanceSetup(clients).create(id, properties);
    }
    return id;
  }

  /** Opens an instance by clients of its own. */
  public static SleeperInstance open(String id) {
    return SleeperInstance.connect(TestAwsInstance.clients(), id);
  }
}
