package dev.ramal.gateway.carriers;

/**
 * What a call shall do now.
 *
 * @param contentType {@code text/xml} or {@code application/xml}
 * @param body TwiML or TeXML
 * @param apology whether whoever hears it is only let go
 */
public record VoiceAnswer(String contentType, String body, boolean apology) {
  /** What a caller hears when nobody can say what to do, in TwiML, which TeXML shares. */
  public static final VoiceAnswer APOLOGY =
      new VoiceAnswer(
          "text/xml; charset=utf-8",
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <Response>
            <Say language="pt-BR" voice="Polly.Camila">Desculpe, não conseguimos completar \
          a sua ligação agora. Por favor, tente novamente em alguns instantes.</Say>
            <Hangup/>
          </Response>
          """,
          true);

  /** Whether a carrier could read it. */
  public boolean isUsable() {
    return body != null
        && !body.isBlank()
        && contentType != null
        && (contentType.startsWith("text/xml") || contentType.startsWith("application/xml"));
  }
}
