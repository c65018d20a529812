package dev.ramal.sandbox.replay;

import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Twilio tells of a call that an agent has clicked, from the moment on at which the lead's
 * phone rings.
 *
 * @param base public address of the gateway
 */
record CallbacksOfClicks(String base) {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * A call whose lead's phone rings.
   *
   * @param agentSid of the agent's leg
   * @param leadSid of the lead's
   * @param at when it was clicked
   */
  record Ringing(String id, String agentSid, String leadSid, Instant at) {}

  List<CarrierCallback> of(ConnectionStatus account, Ringing call) {
    return List.of(
        leg(account, call, "lead", "in-progress", 30, null),
        leg(account, call, "lead", "completed", 71, "41"),
        leg(account, call, "agent", "completed", 72, "60"));
  }

  private CarrierCallback leg(
      ConnectionStatus account,
      Ringing call,
      String leg,
      String status,
      int second,
      String duration) {
    SortedMap<String, String> form = new TreeMap<>();
    form.put("AccountSid", account.accountSid());
    form.put("ApiVersion", "2010-04-01");
    form.put("CallSid", leg.equals("lead") ? call.leadSid() : call.agentSid());
    form.put("CallStatus", status);
    form.put("Direction", "outbound-api");
    form.put("SequenceNumber", duration == null ? "2" : "3");
    form.put("Timestamp", RFC_2822.format(call.at().plusSeconds(second)));
    if (duration != null) {
      form.put("CallDuration", duration);
    }
    return CarrierCallback.ofTwilio(
        base, account, "call-status?call=" + call.id() + "&leg=" + leg, form);
  }
}
