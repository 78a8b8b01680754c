package sleeper.cdk.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sleeper.core.deployment.DeployedTables;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The tables that are to be made, as a file that is uploaded with the deployment. */
final class TablesAsset {

  private TablesAsset() {}

  /** Its key follows from its content, so that a change of tables is a change of the template. */
  static Asset of(Construct scope, DeployedTables tables) {
    try {
      Path file = Files.createTempFile("sleeper-tables", ".json");
      try {
        Files.writeString(file, tables.toJson());
        return Asset.Builder.create(scope, "TablesFile").path(file.toString()).build();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The tables could not be written to a temporary file", e);
    }
  }
}
