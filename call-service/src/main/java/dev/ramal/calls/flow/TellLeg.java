package dev.ramal.calls.flow;

import dev.ramal.calls.carrier.twilio.TwilioUrls;
import dev.ramal.calls.settings.VoiceSettingsStore;
import dev.ramal.kit.problem.Problem;
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
class TellLeg {
  static final String GOODBYE =
      "Desculpe, esta ligação não está mais disponível. Obrigado e até logo.";

  private final TenantTransactions transactions;
  private final FindCallAtHand calls;
  private final VoiceSettingsStore settings;
  private final TwilioUrls urls;

  TellLeg(
      TenantTransactions transactions,
      FindCallAtHand calls,
      VoiceSettingsStore settings,
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
  Uni<Spoken> tell(String step, Instruction instruction) {
    boolean lead =
        switch (step) {
          case "agent-answered" -> false;
          case "lead-answered" -> true;
          default -> throw Problem.of(404, "CALLS-0241", "No such step").exception();
        };
    if (instruction.callId() == null) {
      return Uni.createFrom().item(Spoken.twiml(goodbye()));
    }
    return transactions
        .inTenant(
            instruction.tenant(),
            session ->
                calls
                    .find(session, instruction.tenant(), instruction.callId())
                    .chain(
                        found -> {
                          boolean open =
                              found
                                  .filter(call -> !call.over())
                                  .filter(call -> call.runsThrough(instruction.connectionId()))
                                  .isPresent();
                          if (!open) {
                            return Uni.createFrom().item(goodbye());
                          }
                          return lead && found.get().record()
                              ? settings
                                  .of(session, instruction.tenant())
                                  .map(voice -> meet(instruction, "lead", voice.disclaimer()))
                              : Uni.createFrom()
                                  .item(meet(instruction, lead ? "lead" : "agent", ""));
                        }))
        .map(Spoken::twiml);
  }

  private String meet(Instruction instruction, String leg, String disclaimer) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("beep", "false");
    attributes.put("startConferenceOnEnter", "true");
    attributes.put("endConferenceOnExit", "true");
    attributes.put("participantLabel", leg);
    attributes.put(
        "statusCallback",
        urls.news(instruction.connectionId(), "conference-status", instruction.callId(), leg)
            .toString());
    attributes.put("statusCallbackMethod", "POST");
    attributes.put("statusCallbackEvent", "start end join leave mute hold");
    return Twiml.response(
        twiml -> {
          if (!disclaimer.isBlank()) {
            twiml.say(disclaimer);
          }
          twiml.dialConference("call-" + instruction.callId(), attributes);
        });
  }

  private static String goodbye() {
    return Twiml.response(twiml -> twiml.say(GOODBYE).hangup());
  }
}
