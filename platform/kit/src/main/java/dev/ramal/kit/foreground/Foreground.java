package dev.ramal.kit.foreground;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When work last came to this process for which somebody waits: a request of the API, a record of a
 * channel on which nobody floods. Whoever can wait asks before it takes the processors.
 */
@ApplicationScoped
public class Foreground {
  /** People click seconds apart: whoever clicked just now is likely to be about to wait again. */
  private static final Duration RECENT = Duration.ofSeconds(1);

  private static final int BEFORE_ALL_OTHERS = 1_000;
  private static final String API = "/api/";

  private final LongSupplier nanoTime;
  private volatile long last;

  Foreground() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  public Foreground(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    last = nanoTime.getAsLong() - RECENT.toNanos();
  }

  void register(@Observes Filters filters) {
    filters.register(this::note, BEFORE_ALL_OTHERS);
  }

  private void note(RoutingContext request) {
    if (request.normalizedPath().startsWith(API)) {
      came();
    }
    request.next();
  }

  /** Work came for which somebody waits. */
  public void came() {
    last = nanoTime.getAsLong();
  }

  /** Whether such work came within the last second. */
  public boolean isRecent() {
    return nanoTime.getAsLong() - last < RECENT.toNanos();
  }
}
