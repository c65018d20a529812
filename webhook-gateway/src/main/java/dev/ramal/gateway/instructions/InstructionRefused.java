package dev.ramal.gateway.instructions;

/**
 * Call-service lives and refuses this one question: it says nothing about whether the next one
 * would be answered. Carries no stack trace.
 */
final class InstructionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InstructionRefused(int status) {
    super("call-service refused the question with " + status, null, false, false);
  }
}
