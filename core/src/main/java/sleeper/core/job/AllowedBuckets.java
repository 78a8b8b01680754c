package sleeper.core.job;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Allows files of some buckets. Paths are {@code bucket/key}, {@code s3://bucket/key} or {@code
 * s3a://bucket/key}.
 */
public final class AllowedBuckets implements SourcePolicy {

  private static final Pattern PATH =
      Pattern.compile("(?:s3a?://)?([^/]*)(?:/.*)?", Pattern.DOTALL);

  private final Set<String> buckets;

  /** A policy that allows these buckets, and no others. */
  public AllowedBuckets(Collection<String> buckets) {
    this.buckets = Set.copyOf(buckets);
  }

  @Override
  public Optional<String> refusal(String path) {
    Matcher matcher = PATH.matcher(path);
    String bucket = matcher.matches() ? matcher.group(1) : path;
    return buckets.contains(bucket)
        ? Optional.empty()
        : Optional.of("is not in a bucket that sleeper.ingest.source.bucket allows");
  }
}
