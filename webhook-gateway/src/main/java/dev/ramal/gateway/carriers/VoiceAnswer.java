package dev.ramal.gateway.carriers;

/**
 * What a call shall do now.
 *
 * @param contentType {@code text/xml} or {@code application/xml}
 * @param body TwiML or TeXML
 */
public record VoiceAnswer(String contentType, String body) {

  /** Whether a carrier could read it. */
  public boolean isUsable() {
    return body != null
        && !body.isBlank()
        && contentType != null
        && (contentType.startsWith("text/xml") || contentType.startsWith("application/xml"));
  }
}
