package dev.ramal.calls.voice;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.InboundVoice;
import dev.ramal.calls.call.VoicePlan;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.carrier.VoiceRenderer.SteeredLeg;
import dev.ramal.calls.carrier.VoiceRenderer.VoiceDocument;
import dev.ramal.calls.inbound.CallersPlace;
import dev.ramal.calls.inbound.InboundSettings;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Answers "what now?" for somebody who called us, at a carrier that asks. The first answer does not
 * wait for the call to be known here: its id follows from the carrier's handle.
 *
 * <p>Failure policy: a caller of an organization that takes care of none is told so, as is one
 * whose call is over: nobody hears silence.
 */
@ApplicationScoped
class AnswerCaller {
  private final SqlTransactions transactions;
  private final CallersPlace places;
  private final CallRepository calls;
  private final ProveVoiceStep proof;

  AnswerCaller(
      SqlTransactions transactions,
      CallersPlace places,
      CallRepository calls,
      ProveVoiceStep proof) {
    this.transactions = transactions;
    this.places = places;
    this.calls = calls;
    this.proof = proof;
  }

  Uni<VoiceDocument> answer(VoiceRenderer renderer, StepOfLeg reached, VoiceStepRequest request) {
    if (request.carrierCallId() == null) {
      return Uni.createFrom().item(sorry(renderer, request));
    }
    CallId call =
        CallId.isValid(request.callId())
            ? CallId.of(request.callId())
            : CallId.ofCaller(
                request.tenant(), request.carrier(), new CarrierCallId(request.carrierCallId()));
    return transactions.inTenant(
        request.tenant(),
        sql ->
            reached == StepOfLeg.INCOMING
                ? places
                    .settings(sql, request.tenant())
                    .map(settings -> welcome(renderer, request, call, settings))
                : plan(sql, reached, request, call)
                    .map(plan -> renderer.render(plan, leg(request, call), Prompt::words)));
  }

  private static VoiceDocument welcome(
      VoiceRenderer renderer, VoiceStepRequest request, CallId call, InboundSettings settings) {
    return settings.enabled()
        ? renderer.render(InboundVoice.welcome(), leg(request, call), Prompt::words)
        : sorry(renderer, request);
  }

  private Uni<List<VoiceInstruction>> plan(
      Sql sql, StepOfLeg reached, VoiceStepRequest request, CallId id) {
    return switch (reached) {
      case LEAD_WAITING -> places.care(sql, request.tenant(), id).map(InboundVoice::waiting);
      case LEAD_MESSAGE -> Uni.createFrom().item(List.of(new VoiceInstruction.HangUp()));
      default ->
          calls
              .find(sql, request.tenant(), id)
              .map(call -> call.filter(one -> runsThrough(one, request)))
              .chain(call -> proven(sql, reached, request, call))
              .map(
                  call ->
                      call.map(one -> InboundVoice.next(one.state()))
                          .orElseGet(VoicePlan::unavailable));
    };
  }

  /** Who comes back from the greeting has heard it; who did not come by it leaves no message. */
  private Uni<Optional<Call>> proven(
      Sql sql, StepOfLeg reached, VoiceStepRequest request, Optional<Call> call) {
    return reached == StepOfLeg.LEAD_GREETED && call.isPresent()
        ? proof
            .prove(sql, request, reached, null)
            .map(now -> Optional.of(now).filter(one -> one.state().inbound().greeted()))
        : Uni.createFrom().item(call);
  }

  private static boolean runsThrough(Call call, VoiceStepRequest request) {
    return call.details().connectionId().value().equals(request.connectionId());
  }

  private static VoiceDocument sorry(VoiceRenderer renderer, VoiceStepRequest request) {
    return renderer.render(VoicePlan.unavailable(), leg(request, null), Prompt::words).asApology();
  }

  private static SteeredLeg leg(VoiceStepRequest request, CallId call) {
    return new SteeredLeg(new ConnectionId(request.connectionId()), call, LegName.LEAD);
  }
}
