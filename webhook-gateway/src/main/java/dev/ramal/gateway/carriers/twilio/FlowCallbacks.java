package dev.ramal.gateway.carriers.twilio;

import dev.ramal.carriers.TwimlEndings;
import dev.ramal.events.CallOutcome;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.Translation;

/** Callbacks about what a call does while it lasts: conference, queue, dialled parts, keys. */
final class FlowCallbacks {
  private FlowCallbacks() {}

  /** A conference's news; what concerns nobody in particular is of no use here. */
  static Translation conference(TwilioCallback callback) {
    FormBody form = callback.form();
    String event = form.required("StatusCallbackEvent");
    String conference = form.required("ConferenceSid");
    return switch (event) {
      case "participant-join" -> participant(callback, conference, event, "joined");
      case "participant-leave" -> participant(callback, conference, event, "left");
      case "participant-hold" -> participant(callback, conference, event, "held");
      case "participant-unhold" -> participant(callback, conference, event, "resumed");
      case "participant-mute" -> participant(callback, conference, event, "muted");
      case "participant-unmute" -> participant(callback, conference, event, "unmuted");
      case "conference-start",
          "conference-end",
          "participant-modify",
          "participant-speech-start",
          "participant-speech-stop",
          "announcement-end",
          "announcement-fail" ->
          new Translation.Ignored(event);
      default -> Translation.Unknown.because("a StatusCallbackEvent this version does not know");
    };
  }

  private static Translation participant(
      TwilioCallback callback, String conference, String event, String change) {
    LegFacts call = callback.participant();
    String sequence = callback.form().text("SequenceNumber");
    return call.as(
        callback.id(conference, "conference", sequence, event, call.carrierCallId()),
        call.participant(conference, callback.form().text("FriendlyName"), change));
  }

  /** A place in a queue, or the end of waiting. */
  static Translation queue(TwilioCallback callback) {
    FormBody form = callback.form();
    if (form.has("QueueResult")) {
      return queueResult(callback, form.text("QueueResult"));
    }
    LegFacts call = callback.call();
    Integer waited = form.number("QueueTime");
    if (form.has("DequeingCallSid")) {
      return call.as(
          callback.id(call.carrierCallId(), "dequeuing", form.text("DequeingCallSid")),
          call.dequeued(queueName(callback), null, waited, "bridging-in-process"));
    }
    String position = form.required("QueuePosition");
    return call.as(
        callback.id(call.carrierCallId(), "queued", position, form.text("QueueTime")),
        call.queued(queueName(callback), form.number("QueuePosition"), waited));
  }

  private static Translation queueResult(TwilioCallback callback, String result) {
    FormBody form = callback.form();
    LegFacts call = callback.call();
    String id = callback.id(call.carrierCallId(), "queue", result, form.text("QueueTime"));
    String queue = queueName(callback);
    Integer waited = form.number("QueueTime");
    return switch (result) {
      case "bridged", "bridging-in-process", "redirected-from-bridged" ->
          call.as(id, call.dequeued(queue, null, waited, result));
      case "hangup", "leave", "redirected", "queue-full", "error", "system-error" ->
          call.as(id, call.queueLeft(queue, waited, result));
      default -> Translation.Unknown.because("a QueueResult this version does not know");
    };
  }

  private static String queueName(TwilioCallback callback) {
    String ours = callback.query().text("queue");
    return ours != null ? ours : callback.form().text("QueueSid");
  }

  /** The dialled part of a call is over. */
  static Translation legEnded(TwilioCallback callback) {
    FormBody form = callback.form();
    String status = form.required("DialCallStatus");
    CallOutcome outcome = TwimlEndings.outcomeOrNull(status);
    if (outcome == null) {
      return Translation.Unknown.because("a DialCallStatus this version does not know");
    }
    LegFacts call = callback.call();
    String leg = form.text("DialCallSid");
    String seconds = form.text("DialCallDuration");
    return call.as(
        callback.id(call.carrierCallId(), "dial", leg, status, seconds),
        call.legEnded(leg, outcome, form.flag("DialBridged"), form.number("DialCallDuration")));
  }

  /** Keys pressed at a step of ours. */
  static Translation digits(TwilioCallback callback, String step) {
    LegFacts call = callback.call();
    String digits = callback.form().required("Digits");
    String purpose = callback.query().text("purpose");
    String attempt = callback.query().text("attempt");
    return call.as(
        callback.id(call.carrierCallId(), "digits", step, purpose, attempt, digits),
        call.digits(digits, purpose != null ? purpose : step));
  }
}
