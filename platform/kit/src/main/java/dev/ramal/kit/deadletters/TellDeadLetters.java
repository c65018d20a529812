package dev.ramal.kit.deadletters;

import dev.ramal.kit.failure.DeadLetter;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.ids.LoggedId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Tells of dead letters, of every service: each is a line in the log and counted. The record itself
 * is safe in its topic before anything is told.
 */
@ApplicationScoped
class TellDeadLetters {
  private static final Logger LOG = Logger.getLogger(TellDeadLetters.class);

  private final MeterRegistry metrics;

  TellDeadLetters(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void tell(@Observes DeadLetter letter) {
    Failure failure = letter.failure();
    LOG.warnf(
        "tenant=%s topic=%s partition=%d offset=%d event=%s attempt=%d dead letter: %s",
        letter.tenant() == null ? "none" : letter.tenant(),
        letter.place().topic(),
        letter.place().partition(),
        letter.place().offset(),
        LoggedId.of(letter.event()),
        letter.attempt(),
        why(failure));
    Counter.builder("ramal.dead.letters")
        .description("Records that went to a dead letter topic")
        .tag("topic", letter.topic())
        .tag("kind", failure.kind())
        .register(metrics)
        .increment();
  }

  /** Without what others wrote: that may be about people. The record's headers hold all of it. */
  private static String why(Failure failure) {
    if (failure instanceof Failure.Malformed malformed) {
      return failure.kind() + " " + malformed.code();
    }
    boolean caused = failure instanceof Failure.Transient trouble && trouble.cause() != null;
    return failure.kind()
        + (caused ? " " + ((Failure.Transient) failure).cause().getClass().getName() : "");
  }
}
