package dev.ramal.sandbox.replay;

import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What both carriers tell of people who call: answered, busy, not picked up; at Telnyx also what it
 * cost. Their ids are the same each time.
 *
 * @param base public address of the gateway
 * @param day its beginning
 */
record CallbacksOfCalls(String base, Instant day) {
  /** By each carrier, of an organization. */
  static final int CALLS = 6;

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  List<CarrierCallback> ofTwilio(ConnectionStatus account) {
    List<CarrierCallback> all = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      boolean answered = call % 3 != 2;
      all.add(twilio(account, call, 0, "ringing", 0, Map.of()));
      if (answered) {
        all.add(twilio(account, call, 1, "in-progress", 5, Map.of()));
        int seconds = 37 + 11 * call;
        all.add(
            twilio(
                account,
                call,
                2,
                "completed",
                5 + seconds,
                Map.of("CallDuration", "" + seconds, "Duration", "1", "SipResponseCode", "200")));
      } else {
        all.add(twilio(account, call, 2, call == 2 ? "no-answer" : "busy", 20, Map.of()));
      }
    }
    return all;
  }

  private CarrierCallback twilio(
      ConnectionStatus account,
      int call,
      int sequence,
      String status,
      int second,
      Map<String, String> more) {
    SortedMap<String, String> form = new TreeMap<>(more);
    form.put("AccountSid", account.accountSid());
    form.put("ApiVersion", "2010-04-01");
    form.put("CallSid", "CA" + id(account, call).replace("-", ""));
    form.put("CallStatus", status);
    form.put("Direction", "inbound");
    form.put("CallbackSource", "call-progress-events");
    form.put("SequenceNumber", "" + sequence);
    form.put("Timestamp", RFC_2822.format(at(call, second)));
    form.put("From", caller(call));
    form.put("To", account.numbers().get(0));
    return CarrierCallback.ofTwilio(base, account, "call-status", form);
  }

  List<CarrierCallback> ofTelnyx(ConnectionStatus account, String application) {
    List<CarrierCallback> all = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      boolean answered = call % 3 != 2;
      int end = answered ? 4 + 29 + 13 * call : 25;
      all.add(telnyx(account, application, call, "initiated", 0, Map.of("state", "parked")));
      if (answered) {
        all.add(telnyx(account, application, call, "answered", 4, Map.of("state", "answered")));
      }
      all.add(
          telnyx(
              account,
              application,
              call,
              "hangup",
              end,
              Map.of(
                  "state",
                  "hangup",
                  "hangup_cause",
                  answered ? "normal_clearing" : "originator_cancel",
                  "hangup_source",
                  "caller",
                  "sip_hangup_cause",
                  answered ? "200" : "487")));
      if (answered) {
        all.add(
            telnyx(
                account,
                application,
                call,
                "cost",
                end + 32,
                CallbacksOfClicks.cost("0.01" + (10 + call))));
      }
    }
    return all;
  }

  private CarrierCallback telnyx(
      ConnectionStatus account,
      String application,
      int call,
      String event,
      int second,
      Map<String, Object> more) {
    String leg = id(account, call);
    Map<String, Object> payload = new HashMap<>(more);
    payload.put("call_control_id", "v3:" + leg);
    payload.put("call_leg_id", leg);
    payload.put("call_session_id", leg);
    payload.put("connection_id", application);
    if (!event.equals("cost")) {
      payload.put("from", caller(call));
      payload.put("to", account.numbers().get(0));
      payload.put("direction", "incoming");
      payload.put("start_time", at(call, 0).toString());
    }
    return CarrierCallback.ofTelnyx(
        base,
        account,
        "",
        Map.of(
            "record_type",
            "event",
            "event_type",
            "call." + event,
            "id",
            uuid(account.id() + " " + call + " " + event),
            "occurred_at",
            at(call, second).toString(),
            "payload",
            payload));
  }

  private Instant at(int call, int second) {
    return day.plusSeconds(600L * call + second);
  }

  private static String caller(int call) {
    return "+55119765400" + (20 + call);
  }

  private static String id(ConnectionStatus account, int call) {
    return uuid(account.id() + " call " + call);
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }
}
