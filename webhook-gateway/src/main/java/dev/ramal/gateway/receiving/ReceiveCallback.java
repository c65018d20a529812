package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.twilio.TwilioKind;
import dev.ramal.gateway.publishing.EventPublisher;
import dev.ramal.gateway.publishing.FactEvents;
import dev.ramal.gateway.quarantine.QuarantinedCallbacks;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes a status callback: translated, published, and only then answered.
 *
 * <p>Failure policy: nothing is answered as taken before the broker has acknowledged it; our own
 * failure is a 5xx, so that the carrier repeats. Repetitions carry the same event id. Rather twice
 * than never. What cannot be read is refused, because its repetition could not be read either, but
 * kept first.
 */
public final class ReceiveCallback implements Reception.Next {
  private static final Logger LOG = Logger.getLogger(ReceiveCallback.class);

  private final Function<Carrier, EventPublisher> publishers;
  private final Complaints complaints = new Complaints(LOG);

  public ReceiveCallback(Function<Carrier, EventPublisher> publishers) {
    this.publishers = publishers;
  }

  @Override
  public boolean knows(Target target) {
    return target.carrier() == Carrier.TELNYX
        ? target.name() == null
        : target.name() != null && TwilioKind.orNull(target.name()) != null;
  }

  @Override
  public void handle(GenuineCallback callback, Answer answer) {
    Translation translation = TranslateCallback.translate(callback);
    if (translation instanceof Translation.Fact fact) {
      publish(
          callback,
          FactEvents.of(callback.connection().tenant(), fact),
          answer,
          () -> answer.taken(Outcome.ACCEPTED));
    } else if (translation instanceof Translation.Unknown unknown) {
      warn(callback, unknown);
      publish(
          callback,
          quarantined(callback, unknown.reason()),
          answer,
          () -> answer.taken(Outcome.QUARANTINED));
    } else {
      answer.taken(Outcome.UNINTERESTING);
    }
  }

  @Override
  public void refuse(GenuineCallback callback, Refused refused, Answer answer) {
    if (refused.outcome() != Outcome.MALFORMED) {
      answer.refuse(refused);
      return;
    }
    complaints.say(
        "tenant=%s connection=%s malformed, quarantined: %s"
            .formatted(
                callback.connection().tenant(), callback.connection().id(), refused.getMessage()));
    publish(
        callback,
        quarantined(callback, refused.getMessage()),
        answer,
        () -> answer.refuse(refused));
  }

  private void publish(
      GenuineCallback callback, Event<?> event, Answer answer, Runnable acknowledged) {
    publishers
        .apply(callback.connection().carrier())
        .publish(
            event,
            failure -> {
              if (failure == null) {
                acknowledged.run();
              } else {
                complaints.say(
                    "tenant=%s event=%s topic=%s not acknowledged, the carrier shall repeat: %s"
                        .formatted(event.tenant(), event.id(), event.topic(), failure));
                answer.refuse(new Refused(Outcome.NOT_TAKEN, "try again in a moment"));
              }
            });
  }

  private static Event<?> quarantined(GenuineCallback callback, String reason) {
    return QuarantinedCallbacks.of(
        callback.connection(),
        callback.pathAndQuery(),
        reason,
        callback.contentType(),
        callback.body(),
        callback.headers()::get,
        callback.receivedAt());
  }

  private static void warn(GenuineCallback callback, Translation.Unknown unknown) {
    if (unknown.misconfigured()) {
      LOG.errorf(
          "ALERT tenant=%s connection=%s needs a person: %s",
          callback.connection().tenant(), callback.connection().id(), unknown.reason());
    } else {
      LOG.warnf(
          "tenant=%s connection=%s quarantined: %s",
          callback.connection().tenant(), callback.connection().id(), unknown.reason());
    }
  }
}
