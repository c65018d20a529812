package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts how callbacks ended and how long the carrier waited. All meters are made beforehand, so
 * that counting costs an addition.
 */
@ApplicationScoped
public class Receipts {
  private static final String UNKNOWN_CARRIER = "none";

  private final Map<Outcome, Counter[]> counters = new EnumMap<>(Outcome.class);
  private final Timer[] timers;

  @Inject
  public Receipts(MeterRegistry registry) {
    int carriers = Carrier.values().length;
    timers = new Timer[carriers + 1];
    for (int i = 0; i <= carriers; i++) {
      timers[i] =
          Timer.builder("ramal.webhooks.answer")
              .description("From the first byte of a callback to our answer")
              .tag("carrier", name(i))
              .register(registry);
    }
    for (Outcome outcome : Outcome.values()) {
      Counter[] each = new Counter[carriers + 1];
      for (int i = 0; i <= carriers; i++) {
        each[i] =
            Counter.builder("ramal.webhooks")
                .description("Callbacks by how they ended")
                .tag("carrier", name(i))
                .tag("outcome", outcome.metric())
                .register(registry);
      }
      counters.put(outcome, each);
    }
  }

  private static String name(int carrier) {
    return carrier == Carrier.values().length
        ? UNKNOWN_CARRIER
        : Carrier.values()[carrier].name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param carrier null when the path named none
   */
  void record(Carrier carrier, Outcome outcome, long nanos) {
    int index = carrier == null ? timers.length - 1 : carrier.ordinal();
    counters.get(outcome)[index].increment();
    timers[index].record(nanos, TimeUnit.NANOSECONDS);
  }
}
