package dev.ramal.calls.live;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** A laptop that sleeps says no goodbye: whoever does not answer pings is let go. */
@ApplicationScoped
class EndSilentSubscribers {
  private final LiveSubscribers subscribers;
  private final LiveConfig config;
  private final Clock clock;

  EndSilentSubscribers(LiveSubscribers subscribers, LiveConfig config, Clock clock) {
    this.subscribers = subscribers;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(identity = "silent-live-subscribers", every = "${ramal.live.look-every}")
  void look() {
    Instant before = clock.instant().minus(config.silentAfter());
    subscribers.all().stream()
        .filter(subscriber -> subscriber.silentSince(before))
        .forEach(subscriber -> subscribers.end(subscriber, LiveEnd.SILENT));
  }
}
