package dev.ramal.messaging;

import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.conversations.WindowState;

/** The codes of this service. */
public final class MessageProblems {
  private MessageProblems() {}

  /** Fields are added by the caller. */
  public static Problem badFields() {
    return Problem.of(400, "MESSAGES-0001", "Some fields are not valid");
  }

  public static Problem noSuchMessage() {
    return Problem.of(404, "MESSAGES-0002", "No such message");
  }

  public static Problem noSuchConversation() {
    return Problem.of(404, "MESSAGES-0003", "No such conversation");
  }

  public static Problem noSender() {
    return Problem.of(422, "MESSAGES-0004", "No number to send from")
        .detail(
            "Connect a carrier account with at least one number (POST /api/carriers), or leave"
                + " out the field carrier.");
  }

  public static Problem templateRequired(WindowState window) {
    return Problem.of(422, "MESSAGES-0005", "Template required")
        .detail(
            "The contact has not written within 24 hours: WhatsApp takes free text only inside"
                + " that window. Send an approved template, or wait for the contact.")
        .with("rule", "template-required")
        .with("window", window);
  }
}
