package dev.ramal.calls.voice;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingProgress.NotWanted;
import dev.ramal.calls.call.VoicePlan;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.carrier.VoiceRenderer.SteeredLeg;
import dev.ramal.calls.carrier.VoiceRenderer.VoiceDocument;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.CallSummary;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers "what now?" for a leg that has been picked up, with what the voice plan has next for it,
 * in the words of the carrier that asks. The lead of a call that is to be recorded comes by several
 * times; that it does is the carrier's word for what it was told to do before.
 *
 * <p>Failure policy: for a call that is not ours, unknown or over the leg is told so and let go, as
 * is one that asks although its carrier is steered by commands; a person who has picked up never
 * hears silence.
 */
@ApplicationScoped
class AnswerVoiceStep {
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final ProveConsent consent;
  private final VoiceSettingsRepository settings;
  private final Carriers carriers;

  AnswerVoiceStep(
      SqlTransactions transactions,
      CallRepository calls,
      ProveConsent consent,
      VoiceSettingsRepository settings,
      Carriers carriers) {
    this.transactions = transactions;
    this.calls = calls;
    this.consent = consent;
    this.settings = settings;
    this.carriers = carriers;
  }

  /**
   * @param step one of {@link StepOfLeg}
   * @throws dev.ramal.kit.problem.ProblemException 404 for another step
   */
  Uni<VoiceDocument> answer(String step, VoiceStepRequest request) {
    StepOfLeg reached = StepOfLeg.of(step);
    CarrierPort port = carriers.of(request.carrier());
    VoiceRenderer renderer = port.renderer();
    CallId callId = CallId.isValid(request.callId()) ? CallId.of(request.callId()) : null;
    SteeredLeg steered =
        new SteeredLeg(
            new ConnectionId(request.connectionId()), callId, reached.legOf(request.leg()));
    if (callId == null || port.steeredByCommand()) {
      return Uni.createFrom()
          .item(renderer.render(VoicePlan.unavailable(), steered, Prompt::words).asApology());
    }
    return transactions.inTenant(
        request.tenant(),
        sql ->
            settings(sql, request, reached)
                .chain(
                    voice ->
                        plan(sql, request, reached, voice)
                            .map(plan -> renderer.render(plan, steered, voice::words))));
  }

  private Uni<List<VoiceInstruction>> plan(
      Sql sql, VoiceStepRequest request, StepOfLeg reached, VoiceSettings voice) {
    return calls
        .summary(sql, request.tenant(), request.callId())
        .chain(
            found ->
                found
                    .filter(call -> !call.over())
                    .filter(call -> call.runsThrough(request.connectionId()))
                    .map(call -> plan(sql, request, reached, voice, call))
                    .orElseGet(() -> Uni.createFrom().item(VoicePlan.unavailable())));
  }

  /**
   * A lead whose agent is gone, or never got through to us, is joined to nobody and asked nothing.
   * A call that is not to be recorded is not locked for this.
   */
  private Uni<List<VoiceInstruction>> plan(
      Sql sql, VoiceStepRequest request, StepOfLeg reached, VoiceSettings voice, CallSummary call) {
    if (reached.leg() == LegName.AGENT) {
      return Uni.createFrom().item(VoicePlan.next(LegName.AGENT, new NotWanted(null)));
    }
    Uni<Call> reading =
        call.record()
            ? consent.prove(sql, request, reached, voice.words(Prompt.RECORDING_DISCLAIMER))
            : calls
                .find(sql, request.tenant(), CallId.of(request.callId()))
                .map(Optional::orElseThrow);
    return reading.map(
        now ->
            PendingActions.isEnding(now)
                ? VoicePlan.unavailable()
                : VoicePlan.next(LegName.LEAD, now.state().recording()));
  }

  /** A lead is waiting on the line: settings are read only where something is said. */
  private Uni<VoiceSettings> settings(Sql sql, VoiceStepRequest request, StepOfLeg reached) {
    return reached == StepOfLeg.LEAD_ANSWERED
        ? settings.of(sql, Set.of(request.tenant())).map(found -> found.get(request.tenant()))
        : Uni.createFrom().item(VoiceSettings.DEFAULT);
  }
}
