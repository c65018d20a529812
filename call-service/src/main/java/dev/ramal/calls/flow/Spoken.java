package dev.ramal.calls.flow;

/**
 * What the carrier shall do.
 *
 * @param contentType of the body
 * @param body TwiML
 */
record Spoken(String contentType, String body) {
  static Spoken twiml(String xml) {
    return new Spoken("application/xml", xml);
  }
}
