package sleeper.parquet.write;

import org.jspecify.annotations.Nullable;

/** What the footer names as the writer, in the form that Parquet readers parse. */
final class CreatedBy {

  static final String TEXT = text(CreatedBy.class.getPackage().getImplementationVersion());

  private CreatedBy() {}

  /**
   * The writer's name.
   *
   * @param version the jar's; null where classes are not in a jar, as in tests
   */
  static String text(@Nullable String version) {
    return "sleeper-ingest version " + (version == null ? "0.0.0-unpackaged" : version);
  }
}
