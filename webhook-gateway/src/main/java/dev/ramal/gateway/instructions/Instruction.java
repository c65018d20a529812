package dev.ramal.gateway.instructions;

/**
 * What a call shall do now.
 *
 * @param contentType {@code text/xml} or {@code application/xml}
 * @param body TwiML or TeXML
 */
public record Instruction(String contentType, String body) {

  /** Whether a carrier could read it. */
  boolean isUsable() {
    return body != null
        && !body.isBlank()
        && contentType != null
        && (contentType.startsWith("text/xml") || contentType.startsWith("application/xml"));
  }
}
