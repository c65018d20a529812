package dev.ramal.calls.voice;

/**
 * What the carrier shall do.
 *
 * @param contentType of the body
 * @param body TwiML
 */
record VoiceInstructions(String contentType, String body) {
  static VoiceInstructions twiml(String xml) {
    return new VoiceInstructions("application/xml", xml);
  }
}
