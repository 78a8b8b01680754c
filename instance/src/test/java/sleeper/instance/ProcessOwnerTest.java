package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import sleeper.core.ingest.RunOwner;

class ProcessOwnerTest {

  private final RunOwner owner = ProcessOwner.ofThisProcess();

  @Test
  void shouldKnowThatThisProcessIsAlive() {
    assertThat(owner.isDead(owner.self())).isFalse();
    assertThat(ProcessOwner.ofThisProcess().self()).isEqualTo(owner.self());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKnowThatAProcessHasEnded() throws Exception {
    Process process = new ProcessBuilder("sleep", "100").start();
    String name = nameOf(process.pid(), process.info().startInstant().get().toEpochMilli());
    assertThat(owner.isDead(name)).isFalse();

    process.destroyForcibly().waitFor();

    assertThat(owner.isDead(name)).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTellAProcessFromAnEarlierOneOfTheSameId() {
    assertThat(owner.isDead(nameOf(ProcessHandle.current().pid(), 1000))).isTrue();
  }

  @Test
  void shouldNotJudgeProcessesOfOtherMachinesAndUnknownNames() {
    assertThat(owner.isDead("other|boot|namespace|1|1")).isFalse();
    assertThat(owner.isDead("")).isFalse();
    assertThat(owner.isDead(owner.self() + "|more")).isFalse();
  }

  private String nameOf(long id, long startMillis) {
    String[] fields = owner.self().split("\\|");
    return String.join("|", fields[0], fields[1], fields[2]) + "|" + id + "|" + startMillis;
  }
}
