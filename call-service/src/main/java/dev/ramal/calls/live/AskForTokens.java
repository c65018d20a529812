package dev.ramal.calls.live;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** A connection ends with its token: whoever holds one that ends soon is asked for a new one. */
@ApplicationScoped
class AskForTokens {
  private final LiveSubscribers subscribers;
  private final LiveConfig config;
  private final Clock clock;

  AskForTokens(LiveSubscribers subscribers, LiveConfig config, Clock clock) {
    this.subscribers = subscribers;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(identity = "tokens-of-live-subscribers", every = "${ramal.live.look-every}")
  void look() {
    Instant soon = clock.instant().plus(config.reauthenticateBefore());
    subscribers.all().forEach(subscriber -> subscriber.askForToken(soon));
  }
}
