package sleeper.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunOwnerTest {

  @TempDir Path processes;

  @Test
  void shouldKnowThatThisProcessLives() {
    RunOwner owner = new LocalRunOwner();

    assertThat(owner.self()).isNotEmpty();
    assertThat(owner.isDead(owner.self())).isFalse();
  }

  @Test
  void shouldTellADeadProcessFromALivingOneOfTheSameMachine() throws Exception {
    LocalRunOwner owner = fakeMachine("boot-1");

    assertThat(owner.isDead("boot-1/pid:[1]/" + ProcessHandle.current().pid() + "/777")).isFalse();
    assertThat(owner.isDead("boot-1/pid:[1]/4242/777")).isTrue();
  }

  @Test
  void shouldNameAnotherProcessAsItNamesItself() throws Exception {
    LocalRunOwner owner = fakeMachine("boot-1");
    process(4242, "S", "777");

    assertThat(owner.nameOf(ProcessHandle.current().pid())).isEqualTo(owner.self());
    assertThat(owner.nameOf(4242)).isEqualTo("boot-1/pid:[1]/4242/777");
    assertThat(owner.isDead(owner.nameOf(4242))).isFalse();
    assertThat(owner.nameOf(4243)).isEqualTo("process/4243");
  }

  @Test
  void shouldSeeThatAnIdWasGivenToANewProcess() throws Exception {
    LocalRunOwner owner = fakeMachine("boot-1");

    assertThat(owner.isDead("boot-1/pid:[1]/" + ProcessHandle.current().pid() + "/776")).isTrue();
  }

  @Test
  void shouldTakeAZombieForDead() throws Exception {
    LocalRunOwner owner = fakeMachine("boot-1");
    process(4242, "Z", "777");

    assertThat(owner.isDead("boot-1/pid:[1]/4242/777")).isTrue();
  }

  @Test
  void shouldNotTakeAProcessForDeadThatCannotBeReadAbout() throws Exception {
    LocalRunOwner owner = fakeMachine("boot-1");
    Files.createDirectories(processes.resolve("4242/stat"));

    assertThat(owner.isDead("boot-1/pid:[1]/4242/777")).isFalse();
  }

  @Test
  void shouldKnowNothingOfOtherMachinesBootsAndNamespaces() throws Exception {
    LocalRunOwner owner = fakeMachine("boot-1");

    assertThat(owner.isDead("boot-2/pid:[1]/4242/777")).isFalse();
    assertThat(owner.isDead("boot-1/pid:[2]/4242/777")).isFalse();
    assertThat(owner.isDead("boot-1/pid:[1]/not-a-number/777")).isFalse();
    assertThat(owner.isDead("")).isFalse();
  }

  @Test
  void shouldKnowNothingWhereProcessesAreHidden() throws Exception {
    fakeMachine("boot-1");
    Files.delete(processes.resolve("1/stat"));
    LocalRunOwner owner = new LocalRunOwner(processes);

    assertThat(owner.isDead("boot-1/pid:[1]/4242/777")).isFalse();
    assertThat(owner.isDead(owner.self())).isFalse();
  }

  private LocalRunOwner fakeMachine(String boot) throws Exception {
    Path bootId = processes.resolve("sys/kernel/random/boot_id");
    Files.createDirectories(bootId.getParent());
    Files.writeString(bootId, boot + "\n");
    Files.createDirectories(processes.resolve("self/ns"));
    Files.createSymbolicLink(processes.resolve("self/ns/pid"), Path.of("pid:[1]"));
    process(1, "S", "1");
    process(ProcessHandle.current().pid(), "R", "777");
    return new LocalRunOwner(processes);
  }

  private void process(long pid, String state, String start) throws Exception {
    Path folder = Files.createDirectories(processes.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        pid
            + " (a) b) "
            + state
            + " 1 1 1 0 -1 4194560 1 1 1 1 1 1 1 1 20 0 1 0 "
            + start
            + " 9\n");
  }
}
