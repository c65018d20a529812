package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import dev.ramal.gateway.carriers.CallbackOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts how callbacks ended and how long the carrier waited. All meters are made beforehand, so
 * that counting costs an addition.
 */
@Singleton
public class WebhookMetrics {
  private static final String UNKNOWN_CARRIER = "none";

  /** By carrier; null stands for a path that named none. */
  private final Map<Carrier, Meters> meters = new HashMap<>();

  @Inject
  public WebhookMetrics(MeterRegistry registry) {
    Carrier.known().forEach(carrier -> meters.put(carrier, new Meters(registry, carrier.wire())));
    meters.put(null, new Meters(registry, UNKNOWN_CARRIER));
  }

  /**
   * @param carrier null when the path named none
   */
  void record(Carrier carrier, CallbackOutcome outcome, long nanos) {
    Meters each = meters.get(carrier);
    each.outcomes.get(outcome).increment();
    each.answer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static final class Meters {
    private final Timer answer;
    private final Map<CallbackOutcome, Counter> outcomes = new EnumMap<>(CallbackOutcome.class);

    Meters(MeterRegistry registry, String carrier) {
      answer =
          Timer.builder("ramal.webhooks.answer")
              .description("From the first byte of a callback to our answer")
              .tag("carrier", carrier)
              .register(registry);
      for (CallbackOutcome outcome : CallbackOutcome.values()) {
        outcomes.put(
            outcome,
            Counter.builder("ramal.webhooks")
                .description("Callbacks by how they ended")
                .tag("carrier", carrier)
                .tag("outcome", outcome.metric())
                .register(registry));
      }
    }
  }
}
