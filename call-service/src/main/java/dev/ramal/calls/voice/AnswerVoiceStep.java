package dev.ramal.calls.voice;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.PendingActions;
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
import java.util.function.Function;

/**
 * Answers "what now?" for a leg that has been picked up, with what the voice plan has next for it,
 * in the words of the carrier that asks. Whoever is to hear something first comes by several times;
 * that it does is the carrier's word for what it was told to do before.
 *
 * <p>Failure policy: for a call that is not ours, unknown or over the leg is told so and let go, as
 * is one that asks although its carrier is steered by commands; a person who has picked up never
 * hears silence.
 */
@ApplicationScoped
class AnswerVoiceStep {
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final ProveVoiceStep proof;
  private final VoiceSettingsRepository settings;
  private final Carriers carriers;
  private final AnswerCaller callers;

  AnswerVoiceStep(
      SqlTransactions transactions,
      CallRepository calls,
      ProveVoiceStep proof,
      VoiceSettingsRepository settings,
      Carriers carriers,
      AnswerCaller callers) {
    this.transactions = transactions;
    this.calls = calls;
    this.proof = proof;
    this.settings = settings;
    this.carriers = carriers;
    this.callers = callers;
  }

  /**
   * @param step one of {@link StepOfLeg}
   * @throws dev.ramal.kit.problem.ProblemException 404 for another step
   */
  Uni<VoiceDocument> answer(String step, VoiceStepRequest request) {
    StepOfLeg reached = StepOfLeg.of(step);
    CarrierPort port = carriers.of(request.carrier());
    VoiceRenderer renderer = port.renderer();
    if (reached.isCallers() && !port.steeredByCommand()) {
      return callers.answer(renderer, reached, request);
    }
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
                            .map(
                                plan ->
                                    renderer.render(plan.instructions(), steered, plan.words()))));
  }

  private Uni<Plan> plan(
      Sql sql, VoiceStepRequest request, StepOfLeg reached, VoiceSettings voice) {
    return calls
        .summary(sql, request.tenant(), request.callId())
        .chain(
            found ->
                found
                    .filter(call -> !call.over())
                    .filter(call -> call.runsThrough(request.connectionId()))
                    .map(call -> plan(sql, request, reached, voice, call))
                    .orElseGet(() -> Uni.createFrom().item(Plan.UNAVAILABLE)));
  }

  /**
   * A lead whose agent is gone, or never got through to us, is joined to nobody and asked nothing.
   * A call of which this step proves nothing is not locked for it.
   */
  private Uni<Plan> plan(
      Sql sql, VoiceStepRequest request, StepOfLeg reached, VoiceSettings voice, CallSummary call) {
    boolean told = reached.leg() == LegName.LEAD && call.record();
    Uni<Call> reading =
        told
            ? proof.prove(sql, request, reached, voice.words(Prompt.RECORDING_DISCLAIMER))
            : calls
                .find(sql, request.tenant(), CallId.of(request.callId()))
                .map(Optional::orElseThrow)
                .chain(
                    now ->
                        mayProve(now, reached, reached.legOf(request.leg()))
                            ? proof.prove(sql, request, reached, null)
                            : Uni.createFrom().item(now));
    return reading.map(now -> plan(now, reached.legOf(request.leg()), voice));
  }

  private static boolean mayProve(Call call, StepOfLeg reached, LegName leg) {
    return reached.leg() == LegName.AGENT
        ? !call.state().whisper().over() || PendingActions.isAwaited(call, leg)
        : call.state().detection().terms() != null;
  }

  private static Plan plan(Call now, LegName leg, VoiceSettings voice) {
    boolean unwanted =
        leg == LegName.LEAD ? PendingActions.isEnding(now) : !PendingActions.mayMeet(now, leg);
    if (unwanted) {
      return Plan.UNAVAILABLE;
    }
    return new Plan(VoicePlan.next(leg, now.state()), prompt -> words(prompt, now.state(), voice));
  }

  private static String words(Prompt prompt, CallState now, VoiceSettings voice) {
    return switch (prompt) {
      case WHISPER -> now.whisper().text();
      case VOICEMAIL_MESSAGE -> now.detection().message();
      default -> voice.words(prompt);
    };
  }

  /** A lead is waiting on the line: settings are read only where something is said. */
  private Uni<VoiceSettings> settings(Sql sql, VoiceStepRequest request, StepOfLeg reached) {
    return reached == StepOfLeg.LEAD_ANSWERED
        ? settings.of(sql, Set.of(request.tenant())).map(found -> found.get(request.tenant()))
        : Uni.createFrom().item(VoiceSettings.DEFAULT);
  }

  /** What a leg does, and what is said for the prompts in it. */
  private record Plan(List<VoiceInstruction> instructions, Function<Prompt, String> words) {
    static final Plan UNAVAILABLE = new Plan(VoicePlan.unavailable(), Prompt::words);
  }
}
