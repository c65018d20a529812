package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;

/**
 * What happens when a phone is picked up: what the agent hears first, and whether a machine has
 * picked up. Members of {@link FactBody}.
 */
public interface PickUpBodies {
  /** The agent is to hear this before the lead is rung. */
  record WhisperAsked(String text) implements FactBody {}

  /** It is being said to the agent. */
  record Whispering() implements FactBody {}

  /**
   * It was said to its end, or had to be given up.
   *
   * @param proof where the carrier said that it was
   */
  record Whispered(boolean spoken, String proof) implements FactBody {}

  /**
   * The organization wants to know who picks up, on these terms: those that it had when the call
   * began.
   *
   * @param message what a machine is to hear after the beep; null unless one is to be left
   */
  record DetectionAsked(MachineDetection mode, OnMachine onMachine, String message)
      implements FactBody {}

  /** Nobody said in time who picked up. */
  record DetectionGivenUp() implements FactBody {}

  /** A machine picked up; the end of its greeting is waited for, without the agent. */
  record GreetingAwaited() implements FactBody {
    /** Of the fact; it stands in stored rows. */
    public static final String ID = "greeting-awaited:lead";
  }

  /** The message is being said to the machine, after the beep. */
  record LeavingMessage() implements FactBody {
    /** Of the fact; it stands in stored rows. */
    public static final String ID = "leaving-message:lead";
  }

  /**
   * The message was said to its end, or had to be given up.
   *
   * @param proof where the carrier said that it was; without it nothing was left
   */
  record MessageLeft(boolean spoken, String proof) implements FactBody {
    boolean isProven() {
      return spoken && proof != null;
    }
  }

  /** Who picked up. A side fact: never moves the state. */
  record MachineDetected(AnsweredBy answeredBy, String detail) implements FactBody {}
}
