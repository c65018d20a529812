package dev.ramal.calls.voice;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingProgress.ToTell;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes a carrier's coming back for the next step as its word for the step before: it goes on to
 * what follows a speech only when the speech is over, and it has signed that it is there.
 */
@ApplicationScoped
class ProveConsent {
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  ProveConsent(CallRepository calls, ApplyFacts applyFacts, Clock clock) {
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  /**
   * @param disclaimer what the lead is told at the first step
   * @return the call as it is now; a step that is repeated changes nothing
   */
  Uni<Call> prove(Sql sql, VoiceStepRequest request, StepOfLeg reached, String disclaimer) {
    return calls
        .lock(sql, request.tenant(), CallId.of(request.callId()))
        .map(Optional::orElseThrow)
        .chain(
            call ->
                isLeadOf(call, request)
                    ? applyFacts.apply(sql, call, facts(call, request, reached, disclaimer), null)
                    : Uni.createFrom().item(call));
  }

  /** Until the answer to the dial is in, who comes by our own signed address is the lead. */
  private static boolean isLeadOf(Call call, VoiceStepRequest request) {
    LegState lead = call.state().lead();
    return lead == null
        || lead.carrierCallId() == null
        || lead.carrierCallId().value().equals(request.carrierCallId());
  }

  private List<Fact> facts(
      Call call, VoiceStepRequest request, StepOfLeg reached, String disclaimer) {
    return switch (reached) {
      case AGENT_ANSWERED, INCOMING, LEAD_NEXT, LEAD_WAITING, LEAD_MESSAGE -> List.of();
      case LEAD_ANSWERED ->
          call.state().recording() instanceof ToTell && !PendingActions.isEnding(call)
              ? List.of(
                  fact(
                      "announcing:lead",
                      request,
                      new FactBody.Announcing(disclaimer, Prompt.LANGUAGE)))
              : List.of();
      case LEAD_TOLD ->
          List.of(told(request, new FactBody.Announced(true, proof(request, reached)), reached));
      case LEAD_KEY ->
          List.of(
              told(request, new FactBody.Keyed(key(request), proof(request, reached)), reached));
    };
  }

  /** Once, however often the carrier comes by. */
  private Fact told(VoiceStepRequest request, FactBody body, StepOfLeg reached) {
    return fact(reached.word() + ":" + request.carrierCallId(), request, body);
  }

  private Fact fact(String id, VoiceStepRequest request, FactBody body) {
    return new Fact(
        id,
        LegName.LEAD,
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
