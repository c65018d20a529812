package dev.ramal.calls.voice;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.VoicePlan;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.carrier.VoiceRenderer.SteeredLeg;
import dev.ramal.calls.carrier.VoiceRenderer.VoiceDocument;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Answers "what now?" for a leg that has just been picked up, with the leg's voice plan in the
 * words of the carrier that asks.
 *
 * <p>Failure policy: for a call that is not ours, unknown or over the leg is told so and let go, as
 * is one that asks although its carrier is steered by commands; a person who has picked up never
 * hears silence.
 */
@ApplicationScoped
class AnswerVoiceStep {
  private final TenantTransactions transactions;
  private final CallRepository calls;
  private final VoiceSettingsRepository settings;
  private final Carriers carriers;

  AnswerVoiceStep(
      TenantTransactions transactions,
      CallRepository calls,
      VoiceSettingsRepository settings,
      Carriers carriers) {
    this.transactions = transactions;
    this.calls = calls;
    this.settings = settings;
    this.carriers = carriers;
  }

  /**
   * @param step agent-answered or lead-answered
   * @throws dev.ramal.kit.problem.ProblemException 404 for another step
   */
  Uni<VoiceDocument> answer(String step, VoiceStepRequest request) {
    LegName leg =
        switch (step) {
          case "agent-answered" -> LegName.AGENT;
          case "lead-answered" -> LegName.LEAD;
          default -> throw CallProblems.UNKNOWN_STEP.exception();
        };
    CarrierPort port = carriers.of(request.carrier());
    VoiceRenderer renderer = port.renderer();
    CallId callId = CallId.isValid(request.callId()) ? CallId.of(request.callId()) : null;
    SteeredLeg steered = new SteeredLeg(new ConnectionId(request.connectionId()), callId, leg);
    if (callId == null || port.steeredByCommand()) {
      return Uni.createFrom()
          .item(renderer.render(VoicePlan.unavailable(), steered, Prompt::words).asApology());
    }
    return transactions.inTenant(
        request.tenant(),
        session ->
            plan(session, request, leg)
                .chain(
                    plan ->
                        words(session, request, plan)
                            .map(voice -> renderer.render(plan, steered, voice::words))));
  }

  private Uni<List<VoiceInstruction>> plan(
      Mutiny.Session session, VoiceStepRequest request, LegName leg) {
    return calls
        .summary(session, request.tenant(), request.callId())
        .map(
            found ->
                found
                    .filter(call -> !call.over())
                    .filter(call -> call.runsThrough(request.connectionId()))
                    .map(call -> VoicePlan.of(leg, call.record()))
                    .orElse(VoicePlan.unavailable()));
  }

  /** A lead is waiting on the line: settings are read only where something is said. */
  private Uni<VoiceSettings> words(
      Mutiny.Session session, VoiceStepRequest request, List<VoiceInstruction> plan) {
    return plan.stream().anyMatch(VoiceInstruction.Speak.class::isInstance)
        ? settings.of(session, request.tenant())
        : Uni.createFrom().item(VoiceSettings.DEFAULT);
  }
}
