package dev.ramal.simulators.http;

import java.util.Map;
import java.util.function.IntFunction;

/**
 * A request that a stand-in makes to the application.
 *
 * @param simulator twilio or telnyx
 * @param kind family such as call-status, recording-status, message-status, event, instruction
 * @param event what it tells: a carrier's status or event name
 * @param key the carrier's id of the call or message it is about
 * @param url where it goes, as it is signed: without fragment
 * @param search more text that a search may find, such as a decoded client state; may be empty
 * @param wire the request of the n-th attempt (from 1), signed anew
 */
public record Callback(
    String simulator,
    String kind,
    String event,
    String key,
    String url,
    String search,
    IntFunction<Wire> wire) {

  /** Kind of a request that asks what to do next; faults and replays leave those alone. */
  public static final String INSTRUCTION = "instruction";

  /**
   * One attempt as bytes.
   *
   * @param method GET or POST
   * @param body null when there is none
   */
  public record Wire(String method, String url, Map<String, String> headers, String body) {}

  boolean tells() {
    return !INSTRUCTION.equals(kind);
  }

  /** Whether the text occurs in the URL, the key, the event or the searchable text. */
  public boolean mentions(String text) {
    return url.contains(text)
        || (key != null && key.contains(text))
        || event.contains(text)
        || search.contains(text);
  }
}
