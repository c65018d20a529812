package dev.ramal.sandbox.state;

/** Something a person can act on: the message is one clear sentence, shown without a trace. */
public final class SandboxFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SandboxFailure(String message) {
    super(message);
  }

  public SandboxFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
