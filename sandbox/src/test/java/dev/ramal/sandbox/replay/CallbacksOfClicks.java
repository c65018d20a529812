package dev.ramal.sandbox.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.StateJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a carrier tells of a call that an agent has clicked, from the moment on at which the lead's
 * phone rings: answered, found out to be a person or a machine, over.
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
   * @param agentLeg the carrier's name of the agent's leg
   * @param leadLeg of the lead's
   * @param recording the carrier's name of what it recorded; null where it did not
   * @param at when it was clicked
   */
  record Ringing(String id, String agentLeg, String leadLeg, String recording, Instant at) {
    String leg(String name) {
      return name.equals("lead") ? leadLeg : agentLeg;
    }
  }

  /**
   * @param api where the carrier keeps its recordings
   */
  List<CarrierCallback> ofTwilio(ConnectionStatus account, String api, Ringing call) {
    return List.of(
        leg(account, call, "lead", "in-progress", 30, null),
        machine(account, call),
        leg(account, call, "lead", "completed", 71, "41"),
        leg(account, call, "agent", "completed", 72, "60"),
        recorded(account, api, call));
  }

  private CarrierCallback recorded(ConnectionStatus account, String api, Ringing call) {
    SortedMap<String, String> form = form(account, call, "lead");
    form.put("RecordingSid", call.recording());
    form.put(
        "RecordingUrl",
        api + "/2010-04-01/Accounts/" + account.accountSid() + "/Recordings/" + call.recording());
    form.put("RecordingStatus", "completed");
    form.put("RecordingDuration", "38");
    form.put("RecordingChannels", "2");
    form.put("RecordingStartTime", RFC_2822.format(call.at().plusSeconds(32)));
    form.put("RecordingSource", "StartCallRecordingAPI");
    return CarrierCallback.ofTwilio(
        base, account, "recording-status?call=" + call.id() + "&leg=lead", form);
  }

  private CarrierCallback leg(
      ConnectionStatus account,
      Ringing call,
      String leg,
      String status,
      int second,
      String duration) {
    SortedMap<String, String> form = form(account, call, leg);
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

  private CarrierCallback machine(ConnectionStatus account, Ringing call) {
    SortedMap<String, String> form = form(account, call, "lead");
    form.put("AnsweredBy", "human");
    form.put("MachineDetectionDuration", "1800");
    return CarrierCallback.ofTwilio(
        base, account, "amd-status?call=" + call.id() + "&leg=lead", form);
  }

  private static SortedMap<String, String> form(
      ConnectionStatus account, Ringing call, String leg) {
    SortedMap<String, String> form = new TreeMap<>();
    form.put("AccountSid", account.accountSid());
    form.put("ApiVersion", "2010-04-01");
    form.put("CallSid", call.leg(leg));
    return form;
  }

  /**
   * @param application the account's, by which the gateway knows it
   */
  List<CarrierCallback> ofTelnyx(ConnectionStatus account, String application, Ringing call) {
    return List.of(
        leg(account, application, call, "lead", "answered", 30, Map.of("state", "answered")),
        leg(
            account,
            application,
            call,
            "lead",
            "machine.detection.ended",
            33,
            Map.of("result", "machine")),
        leg(account, application, call, "lead", "hangup", 68, hungUp("callee")),
        leg(account, application, call, "agent", "hangup", 69, hungUp("caller")),
        leg(account, application, call, "lead", "cost", 100, cost("0.0150")),
        leg(account, application, call, "agent", "cost", 101, cost("0.0040")));
  }

  private static Map<String, Object> hungUp(String by) {
    return Map.of(
        "state",
        "hangup",
        "hangup_cause",
        "normal_clearing",
        "hangup_source",
        by,
        "sip_hangup_cause",
        "200");
  }

  static Map<String, Object> cost(String amount) {
    return Map.of(
        "status",
        "success",
        "billed_duration_secs",
        60,
        "total_cost",
        amount,
        "cost_parts",
        List.of(
            Map.of(
                "call_part", "call-control",
                "billed_duration_secs", 60,
                "rate", "0.0020",
                "cost", amount,
                "currency", "USD")));
  }

  private CarrierCallback leg(
      ConnectionStatus account,
      String application,
      Ringing call,
      String leg,
      String event,
      int second,
      Map<String, Object> more) {
    Map<String, Object> payload = new HashMap<>(more);
    payload.put("call_control_id", call.leg(leg));
    payload.put("connection_id", application);
    payload.put("client_state", state(call, leg));
    String id = account.id() + " " + call.id() + " " + leg + " " + event;
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
            UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
            "occurred_at",
            call.at().plusSeconds(second).toString(),
            "payload",
            payload));
  }

  /** What we have had it echo. */
  private static String state(Ringing call, String leg) {
    JsonNode state = StateJson.mapper().createObjectNode().put("call", call.id()).put("leg", leg);
    return Base64.getEncoder().encodeToString(state.toString().getBytes(StandardCharsets.UTF_8));
  }
}
