package dev.ramal.calls.voice;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.InboundVoice;
import dev.ramal.events.LegName;
import java.util.Arrays;

/** At which a carrier asks what a leg does next. The words stand in addresses that are out. */
enum StepOfLeg {
  AGENT_ANSWERED("agent-answered", LegName.AGENT),
  /** The whisper was said to its end. */
  AGENT_TOLD("agent-told", LegName.AGENT),
  LEAD_ANSWERED("lead-answered", LegName.LEAD),
  /** The disclaimer was said to its end. */
  LEAD_TOLD("lead-told", LegName.LEAD),
  /** The key that agrees was asked for. */
  LEAD_KEY("lead-key", LegName.LEAD),
  /** We had it ask, because a machine that listens picked up. */
  LEAD_MACHINE("lead-machine", LegName.LEAD),
  /** The message was said to the machine, to its end. */
  LEAD_LEFT("lead-left", LegName.LEAD),
  /** Somebody calls one of the organization's numbers; these have this step as voice URL. */
  INCOMING(InboundVoice.ARRIVAL, LegName.LEAD),
  /** Something that a caller waited for has changed. */
  LEAD_NEXT("lead-next", LegName.LEAD),
  /** What a caller hears while waiting. */
  LEAD_WAITING("lead-waiting", LegName.LEAD),
  /** The caller was told of the message's recording, to the end. */
  LEAD_GREETED("lead-greeted", LegName.LEAD),
  /** A message was left. */
  LEAD_MESSAGE("lead-message", LegName.LEAD);

  private final String word;
  private final LegName leg;

  StepOfLeg(String word, LegName leg) {
    this.word = word;
    this.leg = leg;
  }

  LegName leg() {
    return leg;
  }

  /**
   * Which of several agents it is that asks.
   *
   * @param word as it came back with the request; null when it did not
   */
  LegName legOf(String word) {
    LegName told = LegName.find(word);
    return told != null && told.isAgent() == leg.isAgent() ? told : leg;
  }

  String word() {
    return word;
  }

  /** Whether a caller asks of whom we take care. */
  boolean isCallers() {
    return switch (this) {
      case INCOMING, LEAD_NEXT, LEAD_WAITING, LEAD_GREETED, LEAD_MESSAGE -> true;
      default -> false;
    };
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 404 for a word that is none
   */
  static StepOfLeg of(String word) {
    return Arrays.stream(values())
        .filter(step -> step.word.equals(word))
        .findFirst()
        .orElseThrow(CallProblems.UNKNOWN_STEP::exception);
  }
}
