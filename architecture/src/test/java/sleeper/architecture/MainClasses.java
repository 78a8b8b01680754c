package sleeper.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Takes what users get: neither test classes, nor the test-jar of core, nor servers for tests. */
final class MainClasses implements ImportOption {

  @Override
  public boolean includes(Location location) {
    return !location.contains("/test-classes/")
        && !location.contains("-tests.jar")
        && !location.contains("test-servers");
  }
}
