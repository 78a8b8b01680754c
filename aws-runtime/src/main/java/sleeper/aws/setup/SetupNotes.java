package sleeper.aws.setup;

import java.util.ArrayList;
import java.util.List;
import sleeper.aws.setup.SetupReport.Kind;
import sleeper.aws.setup.SetupReport.Resource;
import sleeper.aws.setup.SetupReport.State;

/** Collects what a setup does. For one thread. */
final class SetupNotes {

  private final List<Resource> resources = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  void made(Kind kind, String name) {
    resources.add(new Resource(kind, name, State.MADE));
  }

  void wasThere(Kind kind, String name) {
    resources.add(new Resource(kind, name, State.WAS_THERE));
  }

  void deleted(Kind kind, String name) {
    resources.add(new Resource(kind, name, State.DELETED));
  }

  void notice(String sentence) {
    notices.add(sentence);
  }

  SetupReport report(String instanceId) {
    return new SetupReport(instanceId, resources, notices);
  }
}
