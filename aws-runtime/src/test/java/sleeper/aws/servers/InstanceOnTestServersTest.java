package sleeper.aws.servers;

import sleeper.aws.TestAws;
import sleeper.instance.aws.AwsClients;

class InstanceOnTestServersTest extends InstanceSuite {

  @Override
  AwsClients clients() {
    return TestAws.clients();
  }
}
