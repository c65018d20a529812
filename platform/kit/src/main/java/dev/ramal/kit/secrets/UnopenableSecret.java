package dev.ramal.kit.secrets;

/** A sealed secret that cannot be opened here; the message never holds secret material. */
public class UnopenableSecret extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnopenableSecret(String message, Throwable cause) {
    super(message, cause);
  }
}
