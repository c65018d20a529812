package dev.ramal.gateway.instructions;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.gateway.carriers.CallbackOutcome;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.VoiceAnswer;
import dev.ramal.gateway.carriers.VoiceStep;
import dev.ramal.gateway.publishing.Publishers;
import dev.ramal.gateway.publishing.Publishers.EventPublisher;
import dev.ramal.gateway.publishing.TenantShares;
import dev.ramal.gateway.receiving.CallbackHandler;
import dev.ramal.gateway.receiving.CallbackResponse;
import dev.ramal.gateway.receiving.RateLimitedLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Answers a call that asks what to do now: call-service decides, within a deadline.
 *
 * <p>Failure policy: a person is on the line, so there is always an answer. When call-service does
 * not decide, when the organization is over its rate and when we break, the person hears an
 * apology; only what is not the organization's own is refused. What the request says by the way
 * (keys pressed, a dialled part ended) is published beside it; when the broker refuses that, the
 * instructions are given all the same and the fact is lost here, because call-service has seen it
 * among the parameters; that a caller is there is told again each time the caller waits on.
 */
@Singleton
public class ServeVoiceStep implements CallbackHandler<String> {
  private static final Logger LOG = Logger.getLogger(ServeVoiceStep.class);
  private static final Pattern STEP = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final BiFunction<String, InstructionRequest, Uni<VoiceAnswer>> ask;
  private final Function<Carrier, EventPublisher> publishers;
  private final TenantShares shares;
  private final RateLimitedLog warnings = new RateLimitedLog(LOG);

  @Inject
  public ServeVoiceStep(
      AskForInstructions callService, Publishers publishers, TenantShares shares) {
    this(callService::ask, publishers::of, shares);
  }

  public ServeVoiceStep(
      BiFunction<String, InstructionRequest, Uni<VoiceAnswer>> ask,
      Function<Carrier, EventPublisher> publishers,
      TenantShares shares) {
    this.ask = ask;
    this.publishers = publishers;
    this.shares = shares;
  }

  @Override
  public String prefix() {
    return "/voice/";
  }

  @Override
  public String kindOrNull(CarrierWebhooks carrier, String name) {
    return name != null && STEP.matcher(name).matches() ? name : null;
  }

  @Override
  public void handle(String step, ReceivedCallback callback, CallbackResponse response) {
    if (callback.form() == null) {
      throw new RejectedCallback(
          CallbackOutcome.WRONG_TYPE, "instructions are asked for with a form");
    }
    VoiceStep reached = callback.carrier().voiceStep(callback);
    VoiceAnswer own = callback.carrier().ownAnswerOrNull(callback);
    if (own != null) {
      response.instruct(CallbackOutcome.INSTRUCTED, own.contentType(), own.body());
      return;
    }
    if (reached.aside() != null) {
      publish(callback, reached.aside());
    }
    InstructionRequest request = InstructionRequest.of(callback.connection(), reached);
    ask.apply(step, request)
        .subscribe()
        .with(
            answer -> {
              if (answer.apology()) {
                publishApology(callback);
              }
              response.instruct(CallbackOutcome.INSTRUCTED, answer.contentType(), answer.body());
            },
            failure -> {
              warnings.say(
                  "tenant=%s call=%s step=%s nobody decided, the caller hears an apology: %s"
                      .formatted(request.tenant(), request.callId(), step, failure));
              apologize(callback, response);
            });
  }

  @Override
  public void reject(
      ReceivedCallback callback, RejectedCallback rejection, CallbackResponse response) {
    boolean spokenTo = callback.carrier().ownAnswerOrNull(callback) == null;
    if (spokenTo
        && (rejection.outcome().isOurs() || rejection.outcome() == CallbackOutcome.MALFORMED)) {
      warnings.say(
          "tenant=%s step=%s the caller hears an apology: %s, %s"
              .formatted(
                  callback.connection().tenant(),
                  callback.name(),
                  rejection.outcome().title(),
                  rejection.getMessage()));
      apologize(callback, response);
    } else {
      response.reject(rejection);
    }
  }

  private void apologize(ReceivedCallback callback, CallbackResponse response) {
    publishApology(callback);
    VoiceAnswer apology = callback.carrier().apology();
    response.instruct(CallbackOutcome.FELL_BACK, apology.contentType(), apology.body());
  }

  /**
   * Whoever hears an apology was not spoken to, whatever the carrier makes of the leg.
   *
   * <p>Failure policy: when the broker refuses it, too, the leg counts as the carrier tells it.
   */
  private void publishApology(ReceivedCallback callback) {
    try {
      Translation.Fact apology = callback.carrier().voiceStep(callback).apology();
      if (apology != null) {
        publish(callback, apology);
      }
    } catch (RejectedCallback nobodysLeg) {
      LOG.debugf("an apology to nobody in particular: %s", nobodysLeg.getMessage());
    }
  }

  private void publish(ReceivedCallback callback, Translation.Fact fact) {
    Event<?> event = fact.event(callback.connection().tenant());
    publishers
        .apply(callback.connection().carrier())
        .publish(
            event.on(shares.topicOf(event)),
            failure -> {
              if (failure != null) {
                warnings.say(
                    "tenant=%s event=%s lost beside instructions: %s"
                        .formatted(event.tenant(), event.id(), failure));
              }
            });
  }
}
