package dev.ramal.calls.call;

import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.HangUp;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.JoinConference;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.PlayMusic;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Speak;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.SpeakPlace;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.TakeMessage;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Wait;
import dev.ramal.calls.prompts.Prompt;
import java.util.List;
import java.util.Optional;

/** What a caller hears and does of whom we take care, for every carrier. */
public final class InboundVoice {
  /**
   * The step at which somebody calls; it stands in the voice URLs of the organizations' numbers.
   */
  public static final String ARRIVAL = "inbound";

  private InboundVoice() {}

  /** The way of a caller who has just come, before anybody has decided anything. */
  public static List<VoiceInstruction> welcome() {
    return List.of(new Speak(Prompt.PLEASE_HOLD), new Wait());
  }

  /**
   * What a caller hears while waiting, again and again: words, then music.
   *
   * @param place in the queue, from 1; 0 outside it
   */
  public static List<VoiceInstruction> waiting(int place) {
    return List.of(
        place == 0 ? new Speak(Prompt.PLEASE_HOLD) : new SpeakPlace(place), new PlayMusic());
  }

  /**
   * How the place in the queue is said.
   *
   * @param place from 1; 0 for whoever has none
   */
  public static String place(int place) {
    return place == 0
        ? Prompt.PLEASE_HOLD.words()
        : Prompt.PLACE_IN_QUEUE.words().replace("{}", "" + place);
  }

  /** The way of a caller who asks, until something changes. */
  public static List<VoiceInstruction> next(CallState now) {
    if (InboundActions.isEnding(now)) {
      return VoicePlan.unavailable();
    }
    return switch (now.inbound().stage()) {
      case NOT_OURS, LEFT, GONE -> VoicePlan.unavailable();
      case WAITING, OFFERED -> List.of(new Wait());
      case TALKING -> List.of(new JoinConference());
      case VOICEMAIL ->
          List.of(
              now.inbound().messageLeft() || now.inbound().greeted()
                  ? recorded(now.inbound())
                  : new Speak(Prompt.LEAVE_A_MESSAGE));
      case SENT_AWAY -> List.of(new Speak(farewell(now)), new HangUp());
    };
  }

  /** What a caller must be told now; empty while it lasts, or while there is nobody to join. */
  static Optional<VoiceInstruction> due(CallState now) {
    InboundProgress inbound = now.inbound();
    return switch (inbound.stage()) {
      case NOT_OURS, LEFT, GONE -> Optional.empty();
      case WAITING, OFFERED ->
          isSaid(inbound, Kind.HOLD_ON)
              ? Optional.empty()
              : Optional.of(new Speak(Prompt.PLEASE_HOLD));
      case TALKING ->
          now.conferenceId() == null || now.lead().joined()
              ? Optional.empty()
              : Optional.of(new JoinConference());
      case VOICEMAIL ->
          inbound.messageLeft()
              ? Optional.of(new HangUp())
              : said(inbound, Kind.GREET, Prompt.LEAVE_A_MESSAGE, recorded(inbound));
      case SENT_AWAY -> said(inbound, Kind.DISMISS, farewell(now), new HangUp());
    };
  }

  /** What an action has a caller hear. */
  public static Prompt words(Call call, Kind action) {
    return switch (action) {
      case GREET -> Prompt.LEAVE_A_MESSAGE;
      case DISMISS -> farewell(call.state());
      default -> Prompt.PLEASE_HOLD;
    };
  }

  /** Who was not told to the end is not recorded. */
  private static VoiceInstruction recorded(InboundProgress inbound) {
    return inbound.greeted() && !inbound.messageLeft() ? new TakeMessage() : new HangUp();
  }

  private static Optional<VoiceInstruction> said(
      InboundProgress inbound, Kind words, Prompt prompt, VoiceInstruction then) {
    return Optional.of(isSaid(inbound, words) ? then : new Speak(prompt));
  }

  private static boolean isSaid(InboundProgress inbound, Kind words) {
    return inbound.said().contains(words.word());
  }

  private static Prompt farewell(CallState now) {
    return now.inbound().isClosed() ? Prompt.CLOSED : Prompt.NOBODY_FREE;
  }
}
