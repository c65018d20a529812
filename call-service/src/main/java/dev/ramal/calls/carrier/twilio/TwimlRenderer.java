package dev.ramal.calls.carrier.twilio;

import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.AskKey;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.HangUp;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.JoinConference;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Pause;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.PlayMusic;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Speak;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.SpeakPlace;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.TakeMessage;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Wait;
import dev.ramal.calls.carrier.HoldMusic;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.carrier.twiml.Twiml;
import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.prompts.Prompt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;

/** Writes a leg's way as TwiML. */
@ApplicationScoped
class TwimlRenderer implements VoiceRenderer {
  private static final String XML = "application/xml";

  private final TwilioUrls urls;
  private final DialingConfig config;
  private final CallerConfig callers;
  private final HoldMusic music;

  TwimlRenderer(TwilioUrls urls, DialingConfig config, CallerConfig callers, HoldMusic music) {
    this.urls = urls;
    this.config = config;
    this.callers = callers;
    this.music = music;
  }

  @Override
  public VoiceDocument render(
      List<VoiceInstruction> plan, SteeredLeg leg, Function<Prompt, String> words) {
    return new VoiceDocument(
        XML,
        Twiml.response(
            twiml -> {
              for (VoiceInstruction instruction : plan) {
                write(twiml, instruction, leg, words);
              }
              if (plan.get(plan.size() - 1) instanceof Speak speak) {
                twiml.redirect(step(leg, said(speak.prompt())));
              }
            }));
  }

  private void write(
      Twiml twiml, VoiceInstruction instruction, SteeredLeg leg, Function<Prompt, String> words)
      throws XMLStreamException {
    if (instruction instanceof Speak speak) {
      twiml.say(words.apply(speak.prompt()));
    } else if (instruction instanceof AskKey question) {
      twiml.gatherKey(
          words.apply(question.prompt()), (int) config.keyWithin().toSeconds(), step(leg, "key"));
    } else if (instruction instanceof JoinConference) {
      twiml.dialConference("call-" + leg.callId(), conference(leg));
    } else if (instruction instanceof SpeakPlace place) {
      twiml.say(words.apply(Prompt.PLACE_IN_QUEUE).replace("{}", "" + place.place()));
    } else if (instruction instanceof PlayMusic) {
      twiml.play(music.address());
    } else if (instruction instanceof Pause pause) {
      twiml.pause(pause.seconds());
    } else if (instruction instanceof Wait) {
      twiml.dialConference("call-" + leg.callId(), waiting(leg));
    } else if (instruction instanceof TakeMessage) {
      twiml.record(
          (int) callers.longestMessage().toSeconds(),
          step(leg, "message"),
          urls.statusCallback(
                  leg.connectionId().value(), "recording-status", leg.callId(), leg.leg())
              .toString());
    } else if (instruction instanceof HangUp) {
      twiml.hangup();
    }
  }

  /** What is proven by coming back: a message to a machine tells no lead of a recording. */
  private static String said(Prompt prompt) {
    return switch (prompt) {
      case VOICEMAIL_MESSAGE -> "left";
      case LEAVE_A_MESSAGE -> "greeted";
      default -> "told";
    };
  }

  /** Twilio comes back for it when everything before it is done: that is its word for it. */
  private String step(SteeredLeg leg, String done) {
    return urls.instructions(
            leg.connectionId().value(), leg.leg().wire() + "-" + done, leg.callId(), leg.leg())
        .toString();
  }

  /** Nobody hears anybody before an agent comes, whose leg starts the conference. */
  private Map<String, String> waiting(SteeredLeg leg) {
    Map<String, String> attributes = conference(leg);
    attributes.put("startConferenceOnEnter", "false");
    attributes.put("waitUrl", step(leg, "waiting"));
    attributes.put("waitMethod", "POST");
    return attributes;
  }

  /** Who was to take a call over may leave again without ending it for the others. */
  private Map<String, String> conference(SteeredLeg leg) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("beep", "false");
    attributes.put("startConferenceOnEnter", "true");
    attributes.put("endConferenceOnExit", leg.leg().ordinal() > 1 ? "false" : "true");
    attributes.put("participantLabel", leg.leg().wire());
    attributes.put(
        "statusCallback",
        urls.statusCallback(leg.connectionId().value(), "conference-status", leg.callId(), null)
            .toString());
    attributes.put("statusCallbackMethod", "POST");
    attributes.put("statusCallbackEvent", "start end join leave mute hold");
    return attributes;
  }
}
