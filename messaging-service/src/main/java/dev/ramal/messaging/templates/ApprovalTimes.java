package dev.ramal.messaging.templates;

import dev.ramal.kit.time.Backoff;
import dev.ramal.messaging.carrier.TemplateCarrier.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** What a carrier's decision makes of an approval, and when the carrier is asked next. */
@ApplicationScoped
class ApprovalTimes {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final TemplatesConfig config;

  ApprovalTimes(TemplatesConfig config) {
    this.config = config;
  }

  /**
   * @param before stays where the carrier does not say; what waits and nobody has asked for is
   *     rejected
   */
  ApprovalState state(Decision decision, ApprovalState before) {
    return switch (decision.verdict()) {
      case UNKNOWN -> before;
      case UNSUBMITTED -> before == ApprovalState.PENDING ? ApprovalState.REJECTED : before;
      default -> ApprovalState.valueOf(decision.verdict().name());
    };
  }

  /**
   * Null where nothing changes any more.
   *
   * @param polls how often it was asked since the last news
   */
  Instant next(ApprovalState state, int polls, Instant now) {
    if (!state.isOpen()) {
      return null;
    }
    return now.plus(
        state == ApprovalState.PENDING
            ? Backoff.doubling(config.pending(), LONGEST).after(polls + 1)
            : config.approved());
  }
}
