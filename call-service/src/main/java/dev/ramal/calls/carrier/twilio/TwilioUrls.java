package dev.ramal.calls.carrier.twilio;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.InboundVoice;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.events.LegName;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The addresses that Twilio calls back. Our ids travel in the query, which Twilio signs; what
 * follows the {@code #} tells Twilio how to retry and is not sent. Without it a callback that meets
 * a busy gateway is lost: Twilio repeats only failed connections by itself.
 */
@ApplicationScoped
public class TwilioUrls {
  private static final String EDGES = "&e=sao-paulo,ashburn";
  private static final String STATUS_RETRIES = "#rc=3&rp=5xx,ct,rt" + EDGES;
  private static final String INSTRUCTION_RETRIES = "#ct=2000&rt=5000&rc=1&rp=5xx,ct,rt";

  private final String base;
  private final String fallbackBase;

  TwilioUrls(WebhookAddress webhooks) {
    this.base = webhooks.base();
    this.fallbackBase = webhooks.fallbackBase();
  }

  /**
   * Where Twilio asks what to do with a leg.
   *
   * @param step as in {@code lead-answered}
   */
  public URI instructions(String connectionId, String step, CallId callId, LegName leg) {
    return url(base + "/voice/twilio/", connectionId, step, callId, leg, INSTRUCTION_RETRIES);
  }

  /** Where Twilio asks the same when the first answer failed; else whoever picked up is cut off. */
  public URI fallback(String connectionId, String step, CallId callId, LegName leg) {
    String retries = INSTRUCTION_RETRIES + EDGES;
    return url(fallbackBase + "/voice/twilio/", connectionId, step, callId, leg, retries);
  }

  /**
   * Where Twilio asks how keys sound to the lead: it sends none by command, but plays what it finds
   * there to one participant. The gateway answers by itself.
   *
   * @param digits 0-9, *, # and w
   */
  public URI keys(String connectionId, CallId callId, String digits) {
    String keys = "&keys=" + encoded(digits) + INSTRUCTION_RETRIES;
    return url(base + "/voice/twilio/", connectionId, "lead-keys", callId, LegName.LEAD, keys);
  }

  /**
   * Where Twilio tells what happens.
   *
   * @param kind as in {@code call-status}
   * @param leg null for what is told of several legs at one address
   */
  public URI statusCallback(String connectionId, String kind, CallId callId, LegName leg) {
    return url(base + "/webhooks/twilio/", connectionId, kind, callId, leg, STATUS_RETRIES);
  }

  /** Where Twilio tells that it has written down a recording of the account's. */
  URI transcripts(String connectionId) {
    return URI.create(base + "/webhooks/twilio/" + connectionId + "/transcript-status");
  }

  /** Where Twilio asks what to do with somebody who calls a number of the account. */
  URI incomingCall(String connectionId) {
    return number(base + "/voice/twilio/", connectionId, InboundVoice.ARRIVAL, INSTRUCTION_RETRIES);
  }

  /** The same when the first answer failed. */
  URI incomingCallFallback(String connectionId) {
    String retries = INSTRUCTION_RETRIES + EDGES;
    return number(fallbackBase + "/voice/twilio/", connectionId, InboundVoice.ARRIVAL, retries);
  }

  /** Where Twilio tells how such a call ended. */
  URI incomingCallStatus(String connectionId) {
    return number(base + "/webhooks/twilio/", connectionId, "call-status", STATUS_RETRIES);
  }

  /** Where Twilio tells of a message to a number of the account. */
  URI incomingMessage(String connectionId) {
    return number(base + "/webhooks/twilio/", connectionId, "incoming-message", "");
  }

  private static URI number(String area, String connection, String last, String retries) {
    return URI.create(area + encoded(connection) + "/" + last + retries);
  }

  private static URI url(
      String area, String connection, String last, CallId call, LegName leg, String retries) {
    String legWord = leg == null ? "" : "&leg=" + leg.wire();
    return URI.create(
        area + encoded(connection) + "/" + last + "?call=" + call + legWord + retries);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
