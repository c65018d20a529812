package dev.ramal.gateway.instructions;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.gateway.carriers.OurIds;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.telnyx.TexmlTranslation;
import dev.ramal.gateway.carriers.twilio.TwilioTranslation;
import dev.ramal.gateway.publishing.EventPublisher;
import dev.ramal.gateway.publishing.FactEvents;
import dev.ramal.gateway.receiving.Answer;
import dev.ramal.gateway.receiving.CheckOwner;
import dev.ramal.gateway.receiving.Complaints;
import dev.ramal.gateway.receiving.GenuineCallback;
import dev.ramal.gateway.receiving.Outcome;
import dev.ramal.gateway.receiving.Reception;
import dev.ramal.gateway.receiving.Refused;
import dev.ramal.gateway.receiving.Target;
import dev.ramal.gateway.verification.FormBody;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Answers a call that asks what to do now: call-service decides, within a deadline.
 *
 * <p>Failure policy: a person is on the line, so there is always an answer. When call-service does
 * not decide, when the organization is over its budget and when we break, the person hears an
 * apology; only what is not the organization's own is refused. What the request says by the way
 * (keys pressed, a dialled part ended) is published beside it; when the broker refuses that, the
 * instructions are given all the same and the fact is lost here, because call-service has seen it
 * among the parameters.
 */
public final class AnswerStep implements Reception.Next {
  private static final Logger LOG = Logger.getLogger(AnswerStep.class);
  private static final Pattern STEP = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final BiFunction<String, InstructionRequest, Uni<Instruction>> ask;
  private final Function<Carrier, EventPublisher> publishers;
  private final Complaints complaints = new Complaints(LOG);

  public AnswerStep(
      BiFunction<String, InstructionRequest, Uni<Instruction>> ask,
      Function<Carrier, EventPublisher> publishers) {
    this.ask = ask;
    this.publishers = publishers;
  }

  @Override
  public boolean knows(Target target) {
    return target.name() != null && STEP.matcher(target.name()).matches();
  }

  @Override
  public void handle(GenuineCallback callback, Answer answer) {
    InstructionRequest request = request(callback);
    publishSideFact(callback);
    String step = callback.target().name();
    ask.apply(step, request)
        .subscribe()
        .with(
            instruction ->
                answer.instruct(Outcome.INSTRUCTED, instruction.contentType(), instruction.body()),
            failure -> {
              complaints.say(
                  "tenant=%s call=%s step=%s nobody decided, the caller hears an apology: %s"
                      .formatted(request.tenant(), request.callId(), step, failure));
              apologize(answer);
            });
  }

  @Override
  public void refuse(GenuineCallback callback, Refused refused, Answer answer) {
    if (refused.outcome().isOurs() || refused.outcome() == Outcome.MALFORMED) {
      complaints.say(
          "tenant=%s step=%s the caller hears an apology: %s, %s"
              .formatted(
                  callback.connection().tenant(),
                  callback.target().name(),
                  refused.outcome().title(),
                  refused.getMessage()));
      apologize(answer);
    } else {
      answer.refuse(refused);
    }
  }

  private static void apologize(Answer answer) {
    Instruction apology = SpokenFallback.INSTRUCTION;
    answer.instruct(Outcome.FELL_BACK, apology.contentType(), apology.body());
  }

  private static InstructionRequest request(GenuineCallback callback) {
    FormBody form = callback.form();
    if (form == null) {
      throw new Refused(Outcome.WRONG_TYPE, "instructions are asked for with a form");
    }
    boolean signedAddress = callback.connection().carrier() == Carrier.TWILIO;
    if (signedAddress) {
      CheckOwner.ofTwilio(callback.connection(), form);
    } else if (!CheckOwner.ofTexml(
        callback.connection(), TexmlTranslation.connectionOrNull(form))) {
      throw new Refused(Outcome.WRONG_ACCOUNT, "ConnectionId", "the request names no application");
    }
    FormBody query = signedAddress ? callback.query() : FormBody.ofQuery(null);
    Map<String, String> params = form.asMap();
    params.putAll(query.asMap());
    return new InstructionRequest(
        callback.connection().tenant(),
        callback.connection().id(),
        callback.connection().carrier(),
        OurIds.orNull(query.text("call")),
        OurIds.orNull(query.text("leg")),
        form.text("CallSid"),
        params);
  }

  private void publishSideFact(GenuineCallback callback) {
    if (callback.connection().carrier() != Carrier.TWILIO) {
      return;
    }
    Optional<Translation.Fact> fact =
        TwilioTranslation.sideFact(
            callback.target().name(),
            callback.connection().id(),
            callback.query(),
            callback.form(),
            callback.raw(),
            callback.receivedAt());
    fact.ifPresent(
        said -> {
          Event<?> event = FactEvents.of(callback.connection().tenant(), said);
          publishers
              .apply(Carrier.TWILIO)
              .publish(
                  event,
                  failure -> {
                    if (failure != null) {
                      complaints.say(
                          "tenant=%s event=%s lost beside instructions: %s"
                              .formatted(event.tenant(), event.id(), failure));
                    }
                  });
        });
  }
}
