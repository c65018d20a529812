package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import dev.ramal.simulators.twilio.api.TwilioTime;
import dev.ramal.simulators.twilio.recordings.TwilioRecordings;
import dev.ramal.simulators.twilio.webhooks.TwilioWebhooks;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.util.List;

/** Tells the application how a call is going, as far as it subscribed. */
public final class CallEvents {
  private final SimulatorContext context;
  private final TwilioWebhooks webhooks;
  private final TwilioRecordings recordings;

  public CallEvents(
      SimulatorContext context, TwilioWebhooks webhooks, TwilioRecordings recordings) {
    this.context = context;
    this.webhooks = webhooks;
    this.recordings = recordings;
  }

  /**
   * @param event initiated, ringing, answered or completed
   */
  public void fire(TwilioCall call, String event) {
    call.updated = context.now();
    WebhookTarget target = call.target("StatusCallback", "StatusCallbackMethod");
    if (target == null || !subscribed(call).contains(event)) {
      return;
    }
    Fields fields = CallJson.fields(call);
    if (call.ended != null) {
      addEnding(call, fields);
    }
    fields
        .setIfPresent("AnsweredBy", call.answeredBy)
        .add("CallbackSource", "call-progress-events")
        .add("SequenceNumber", String.valueOf(call.sequence++))
        .add("Timestamp", TwilioTime.rfc2822(context.now()));
    webhooks.send(
        call.account,
        TwilioSignature.Product.VOICE,
        target,
        "call-status",
        call.status,
        call.sid,
        fields);
  }

  /** The result of machine detection that runs beside the call. */
  public void machine(TwilioCall call) {
    WebhookTarget target = call.target("AsyncAmdStatusCallback", "AsyncAmdStatusCallbackMethod");
    if (target == null) {
      return;
    }
    Fields fields =
        new Fields()
            .add("AccountSid", call.account.sid())
            .add("CallSid", call.sid)
            .add("AnsweredBy", call.answeredBy)
            .add("MachineDetectionDuration", String.valueOf(call.detectionMillis));
    webhooks.send(
        call.account,
        TwilioSignature.Product.VOICE,
        target,
        "machine-detection",
        call.answeredBy,
        call.sid,
        fields);
  }

  private void addEnding(TwilioCall call, Fields fields) {
    long seconds = call.seconds();
    if (call.answered != null || "no-answer".equals(call.status)) {
      fields
          .add("CallDuration", String.valueOf(seconds))
          .add("Duration", String.valueOf((seconds + 59) / 60));
    }
    fields.add("SipResponseCode", String.valueOf(call.sip));
    if (call.recording != null && call.recorded()) {
      fields
          .add("RecordingUrl", recordings.url(call.recording))
          .add("RecordingSid", call.recording.sid)
          .add("RecordingDuration", String.valueOf(call.recording.seconds()));
    }
    if (call.errorCode != null) {
      fields.add("ErrorCode", call.errorCode.toString());
    }
  }

  private static List<String> subscribed(TwilioCall call) {
    List<String> wished =
        call.form.all("StatusCallbackEvent").stream()
            .flatMap(value -> List.of(value.split(" ")).stream())
            .filter(word -> !word.isEmpty())
            .toList();
    return wished.isEmpty() ? List.of("completed") : wished;
  }
}
