package dev.ramal.gateway.carriers;

/** What a caller hears when nobody can say what to do: an apology, then the end of the call. */
public final class SpokenFallback {
  /** In TwiML, which TeXML shares. */
  public static final VoiceAnswer ANSWER =
      new VoiceAnswer(
          "text/xml; charset=utf-8",
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <Response>
            <Say language="pt-BR" voice="Polly.Camila">Desculpe, não conseguimos completar \
          a sua ligação agora. Por favor, tente novamente em alguns instantes.</Say>
            <Hangup/>
          </Response>
          """);

  private SpokenFallback() {}
}
