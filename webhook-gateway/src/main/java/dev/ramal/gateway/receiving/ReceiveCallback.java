package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.gateway.carriers.CallbackOutcome;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.publishing.Publishers;
import dev.ramal.gateway.publishing.Publishers.EventPublisher;
import dev.ramal.gateway.publishing.TenantShares;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
@Singleton
public class ReceiveCallback implements CallbackHandler<CarrierWebhooks.Kind> {
  private static final Logger LOG = Logger.getLogger(ReceiveCallback.class);

  private final Function<Carrier, EventPublisher> publishers;
  private final TenantShares shares;
  private final RateLimitedLog warnings = new RateLimitedLog(LOG);
  private final MisconfiguredAccounts misconfigured = new MisconfiguredAccounts();

  @Inject
  public ReceiveCallback(Publishers publishers, TenantShares shares) {
    this(publishers::of, shares);
  }

  public ReceiveCallback(Function<Carrier, EventPublisher> publishers, TenantShares shares) {
    this.publishers = publishers;
    this.shares = shares;
  }

  @Override
  public String prefix() {
    return "/webhooks/";
  }

  @Override
  public CarrierWebhooks.Kind kindOrNull(CarrierWebhooks carrier, String name) {
    return carrier.kindOrNull(name);
  }

  @Override
  public void handle(
      CarrierWebhooks.Kind kind, ReceivedCallback callback, CallbackResponse response) {
    Translation translation = kind.translate(callback);
    if (translation instanceof Translation.Fact fact) {
      Event<?> event = fact.event(callback.connection().tenant());
      String topic = shares.topicOf(event);
      CallbackOutcome outcome =
          topic.equals(event.topic()) ? CallbackOutcome.ACCEPTED : CallbackOutcome.BULK;
      publish(callback, event.on(topic), response, () -> response.taken(outcome));
    } else if (translation instanceof Translation.Unknown unknown) {
      warn(callback, unknown);
      publish(
          callback,
          callback.quarantined(unknown.reason()),
          response,
          () -> response.taken(CallbackOutcome.QUARANTINED));
    } else {
      response.taken(CallbackOutcome.IGNORED);
    }
  }

  @Override
  public void reject(
      ReceivedCallback callback, RejectedCallback rejection, CallbackResponse response) {
    if (rejection.outcome() != CallbackOutcome.MALFORMED) {
      response.reject(rejection);
      return;
    }
    warnings.say(
        "tenant=%s connection=%s malformed, quarantined: %s"
            .formatted(
                callback.connection().tenant(),
                callback.connection().id(),
                rejection.getMessage()));
    publish(
        callback,
        callback.quarantined(rejection.getMessage()),
        response,
        () -> response.reject(rejection));
  }

  private void publish(
      ReceivedCallback callback, Event<?> event, CallbackResponse response, Runnable acknowledged) {
    publishers
        .apply(callback.connection().carrier())
        .publish(
            event,
            failure -> {
              if (failure == null) {
                acknowledged.run();
              } else {
                warnings.say(
                    "tenant=%s event=%s topic=%s not acknowledged, the carrier shall repeat: %s"
                        .formatted(event.tenant(), event.id(), event.topic(), failure));
                response.reject(
                    new RejectedCallback(CallbackOutcome.NOT_TAKEN, "try again in a moment"));
              }
            });
  }

  private void warn(ReceivedCallback callback, Translation.Unknown unknown) {
    LOG.warnf(
        "tenant=%s connection=%s quarantined: %s",
        callback.connection().tenant(), callback.connection().id(), unknown.reason());
    if (unknown.misconfigured()) {
      misconfigured.alert(callback, unknown).ifPresent(alert -> tell(callback, alert));
    }
  }

  /** Best effort: the next hour tells it again. */
  private void tell(ReceivedCallback callback, Event<AlertRaised> alert) {
    publishers
        .apply(callback.connection().carrier())
        .publish(
            alert,
            failure -> {
              if (failure != null) {
                LOG.errorf("the alert %s was not acknowledged: %s", alert.id(), failure);
              }
            });
  }
}
