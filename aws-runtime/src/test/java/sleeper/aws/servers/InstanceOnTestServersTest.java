package sleeper.aws.servers;

import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.TestAwsInstance;

class InstanceOnTestServersTest extends InstanceSuite {

  @Override
  AwsClients clients() {
    return TestAwsInstance.clients();
  }
}
