package dev.ramal.calls.voice;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.twilio.TwilioUrls;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers "what now?" for a leg that has just been picked up: agent and lead meet in the conference
 * of their call, the lead of a recorded call hears the disclaimer first.
 *
 * <p>Failure policy: for a call that is not ours, unknown or over the leg is told so and let go; a
 * person who has picked up never hears silence.
 */
@ApplicationScoped
class AnswerVoiceStep {
  static final String GOODBYE =
      "Desculpe, esta ligação não está mais disponível. Obrigado e até logo.";

  private final TenantTransactions transactions;
  private final CallRepository calls;
  private final VoiceSettingsRepository settings;
  private final TwilioUrls urls;

  AnswerVoiceStep(
      TenantTransactions transactions,
      CallRepository calls,
      VoiceSettingsRepository settings,
      TwilioUrls urls) {
    this.transactions = transactions;
    this.calls = calls;
    this.settings = settings;
    this.urls = urls;
  }

  /**
   * @param step agent-answered or lead-answered
   * @throws dev.ramal.kit.problem.ProblemException 404 for another step
   */
  Uni<VoiceInstructions> answer(String step, VoiceStepRequest request) {
    boolean lead =
        switch (step) {
          case "agent-answered" -> false;
          case "lead-answered" -> true;
          default -> throw CallProblems.UNKNOWN_STEP.exception();
        };
    if (request.callId() == null) {
      return Uni.createFrom().item(VoiceInstructions.twiml(goodbye()));
    }
    return transactions
        .inTenant(
            request.tenant(),
            session ->
                calls
                    .summary(session, request.tenant(), request.callId())
                    .chain(
                        found -> {
                          boolean open =
                              found
                                  .filter(call -> !call.over())
                                  .filter(call -> call.runsThrough(request.connectionId()))
                                  .isPresent();
                          if (!open) {
                            return Uni.createFrom().item(goodbye());
                          }
                          return lead && found.get().record()
                              ? settings
                                  .of(session, request.tenant())
                                  .map(voice -> meet(request, "lead", voice.disclaimer()))
                              : Uni.createFrom().item(meet(request, lead ? "lead" : "agent", ""));
                        }))
        .map(VoiceInstructions::twiml);
  }

  private String meet(VoiceStepRequest request, String leg, String disclaimer) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("beep", "false");
    attributes.put("startConferenceOnEnter", "true");
    attributes.put("endConferenceOnExit", "true");
    attributes.put("participantLabel", leg);
    attributes.put(
        "statusCallback",
        urls.statusCallback(request.connectionId(), "conference-status", request.callId(), leg)
            .toString());
    attributes.put("statusCallbackMethod", "POST");
    attributes.put("statusCallbackEvent", "start end join leave mute hold");
    return Twiml.response(
        twiml -> {
          if (!disclaimer.isBlank()) {
            twiml.say(disclaimer);
          }
          twiml.dialConference("call-" + request.callId(), attributes);
        });
  }

  private static String goodbye() {
    return Twiml.response(twiml -> twiml.say(GOODBYE).hangup());
  }
}
