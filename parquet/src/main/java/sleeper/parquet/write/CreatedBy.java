package sleeper.parquet.write;

/** What the footer names as the writer, in the form that Parquet readers parse. */
final class CreatedBy {

  static final String TEXT = "sleeper-ingest version " + version() + " (build " + build() + ")";

  private CreatedBy() {}

  private static String version() {
    String version = CreatedBy.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }

  private static String build() {
    String vendor = CreatedBy.class.getPackage().getImplementationVendor();
    return vendor == null ? "unknown" : vendor;
  }
}
