package dev.ramal.calls.voice;

import static dev.ramal.calls.voice.StepOfLeg.AGENT_ANSWERED;
import static dev.ramal.calls.voice.StepOfLeg.LEAD_ANSWERED;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition.Applied;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.Detection;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingProgress.ToTell;
import dev.ramal.calls.call.Whisper;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a carrier's coming back for the next step as its word for the step before: it goes on to
 * what follows a speech only when the speech is over, and it has signed that it is there.
 */
@ApplicationScoped
class ProveVoiceStep {
  private static final FactBody GREETED =
      new FactBody.Spoken(Kind.GREET.word(), FactBody.Spoken.COMPLETED);

  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  ProveVoiceStep(CallRepository calls, ApplyFacts applyFacts, Clock clock) {
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  /**
   * @param disclaimer what the lead is told at the first step; null where the call is not recorded
   * @return the call as it is now; a step that is repeated changes nothing
   */
  Uni<Call> prove(Sql sql, VoiceStepRequest request, StepOfLeg reached, String disclaimer) {
    return calls
        .lock(sql, request.tenant(), CallId.of(request.callId()))
        .map(Optional::orElseThrow)
        .chain(
            call ->
                isLegOf(call, request, reached)
                    ? applyFacts.apply(sql, call, facts(call, request, reached, disclaimer), null)
                    : Uni.createFrom().item(call));
  }

  /** Until the answer to the dial is in, who comes by our own signed address is the leg. */
  private static boolean isLegOf(Call call, VoiceStepRequest request, StepOfLeg reached) {
    LegState leg = call.state().leg(reached.legOf(request.leg()));
    return leg == null
        || leg.carrierCallId() == null
        || leg.carrierCallId().value().equals(request.carrierCallId());
  }

  private List<Fact> facts(
      Call call, VoiceStepRequest request, StepOfLeg reached, String disclaimer) {
    return switch (reached) {
      case INCOMING, LEAD_NEXT, LEAD_WAITING, LEAD_MESSAGE -> List.of();
      case LEAD_GREETED ->
          call.state().inbound().stage() == Stage.VOICEMAIL
              ? List.of(told(request, GREETED, reached))
              : List.of();
      case AGENT_ANSWERED -> pickedUp(call, request, reached.legOf(request.leg()));
      case AGENT_TOLD ->
          List.of(told(request, new FactBody.Whispered(true, proof(request, reached)), reached));
      case LEAD_ANSWERED -> answered(call, request, disclaimer);
      case LEAD_TOLD ->
          List.of(told(request, new FactBody.Announced(true, proof(request, reached)), reached));
      case LEAD_KEY ->
          List.of(
              told(request, new FactBody.Keyed(key(request), proof(request, reached)), reached));
      case LEAD_MACHINE -> hears(call, request, reached);
      case LEAD_LEFT ->
          List.of(told(request, new FactBody.MessageLeft(true, proof(request, reached)), reached));
    };
  }

  /**
   * Who picks up for a caller, or to take a call over, has done so when we answer: the carrier's
   * own word comes beside it, and may come after an offer is over.
   */
  private List<Fact> pickedUp(Call call, VoiceStepRequest request, LegName leg) {
    if (PendingActions.isEnding(call)) {
      return List.of();
    }
    if (PendingActions.isAwaited(call, leg)) {
      return List.of(
          fact("picked-up:" + leg.wire(), request, AGENT_ANSWERED, new FactBody.Answered(null)));
    }
    return leg == LegName.AGENT && call.state().whisper() instanceof Whisper.ToSay
        ? List.of(fact("whispering:agent", request, AGENT_ANSWERED, new FactBody.Whispering()))
        : List.of();
  }

  /** What was found out before is known first; then it is known what the lead will hear. */
  private List<Fact> answered(Call call, VoiceStepRequest request, String disclaimer) {
    List<Fact> facts = new ArrayList<>();
    Call now = call;
    if (request.answeredBy() != null && call.state().detection().terms() != null) {
      FactBody found = new FactBody.MachineDetected(request.answeredBy(), request.answeredDetail());
      Fact fact = fact("answered-by:lead", request, LEAD_ANSWERED, found);
      facts.add(fact);
      now = call.apply(fact) instanceof Applied applied ? applied.call() : call;
    }
    if (PendingActions.isEnding(now)) {
      return facts;
    }
    CallState state = now.state();
    if (state.detection().stage() instanceof Detection.Beeped) {
      facts.add(
          fact(FactBody.LeavingMessage.ID, request, LEAD_ANSWERED, new FactBody.LeavingMessage()));
      facts.add(hearsMessage(request, LEAD_ANSWERED));
    } else if (state.detection().stage() instanceof Detection.Leaving) {
      facts.add(hearsMessage(request, LEAD_ANSWERED));
    } else if (disclaimer != null && state.recording() instanceof ToTell) {
      facts.add(
          fact(
              "announcing:lead",
              request,
              LEAD_ANSWERED,
              new FactBody.Announcing(disclaimer, Prompt.LANGUAGE)));
    }
    return facts;
  }

  private List<Fact> hears(Call call, VoiceStepRequest request, StepOfLeg reached) {
    return call.state().detection().stage() instanceof Detection.Leaving
        ? List.of(hearsMessage(request, reached))
        : List.of();
  }

  /** It is answered with the words that the machine is to hear: it need not be had to ask again. */
  private Fact hearsMessage(VoiceStepRequest request, StepOfLeg reached) {
    String id = FactBody.Aside.HEARS_MESSAGE;
    return fact(id, request, reached, new FactBody.Aside(id, null));
  }

  /** Once, however often the carrier comes by. */
  private Fact told(VoiceStepRequest request, FactBody body, StepOfLeg reached) {
    return fact(reached.word() + ":" + request.carrierCallId(), request, reached, body);
  }

  private Fact fact(String id, VoiceStepRequest request, StepOfLeg reached, FactBody body) {
    return new Fact(
        id,
        reached.legOf(request.leg()),
        CarrierCallId.ofNullable(request.carrierCallId()),
        clock.instant(),
        null,
        body);
  }

  private static String proof(VoiceStepRequest request, StepOfLeg reached) {
    return request.carrier().wire() + ":" + reached.word() + ":" + request.carrierCallId();
  }

  private static String key(VoiceStepRequest request) {
    return request.params() == null ? "" : request.params().getOrDefault("Digits", "");
  }
}
