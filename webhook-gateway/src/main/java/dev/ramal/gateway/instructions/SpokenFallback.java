package dev.ramal.gateway.instructions;

/** What a caller hears when nobody can say what to do: an apology, then the end of the call. */
final class SpokenFallback {
  /** Understood by Twilio and Telnyx alike. */
  static final Instruction INSTRUCTION =
      new Instruction(
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
