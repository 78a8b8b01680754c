package sleeper.aws.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import sleeper.instance.aws.requests.RequestCounter;
import sleeper.instance.aws.requests.RequestKind;

/** Measures what a process asks AWS for, since that is what it is billed for. */
public final class MeteredRequests {

  private MeteredRequests() {}

  /** Registers what a counter counts; kinds of requests are registered when they first come. */
  public static void register(MeterRegistry registry, RequestCounter requests) {
    requests.forEachKind(kind -> register(registry, requests, kind));
    counter(
        registry, "s3.uploaded.bytes", BaseUnits.BYTES, requests, r -> r.counts().uploadedBytes());
    counter(registry, "dynamodb.write.units", "units", requests, r -> r.counts().writeUnits());
    counter(registry, "dynamodb.read.units", "units", requests, r -> r.counts().readUnits());
  }

  private static void register(MeterRegistry registry, RequestCounter requests, RequestKind kind) {
    FunctionCounter.builder("sleeper.aws.requests", requests, all -> all.count(kind))
        .tag("service", kind.service())
        .tag("operation", kind.operation())
        .description("Requests to AWS, repeated ones each time")
        .register(registry);
  }

  private static void counter(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      RequestCounter requests,
      ToDoubleFunction<RequestCounter> count) {
    FunctionCounter.builder("sleeper.aws." + name, requests, count)
        .baseUnit(unit)
        .register(registry);
  }
}
