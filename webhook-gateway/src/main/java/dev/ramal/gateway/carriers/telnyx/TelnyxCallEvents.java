package dev.ramal.gateway.carriers.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.LegEnding;
import dev.ramal.carriers.telnyx.TelnyxEndings;
import dev.ramal.events.carrier.CarrierCallCost.CostPart;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.Translation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events of a leg's life, its recording, its keys, its place in a queue, its cost. */
final class TelnyxCallEvents {
  /** What was recorded, a talk or a message, Telnyx does not say: it knows commands alone. */
  private static final String NOT_SAID = null;

  private TelnyxCallEvents() {}

  /** Null when the event is none of these. */
  static Translation translateOrNull(TelnyxCallback event) {
    return switch (event.type()) {
      case "call.initiated" -> event.call(LegFacts::initiated);
      case "call.answered" -> event.call(call -> call.answered(null));
      case "call.bridged" -> event.call(LegFacts::bridged);
      case "call.hangup" -> ended(event);
      case "call.recording.saved" -> recorded(event);
      case "call.recording.error" -> recordingFailed(event);
      case "call.recording.transcription.saved" -> transcribed(event);
      case "call.speak.ended" -> spoken(event);
      case "call.dtmf.received" -> digits(event, event.text("digit"), null);
      case "call.gather.ended" -> gathered(event);
      case "call.enqueued" ->
          event.call(
              call ->
                  call.queued(
                      event.text("queue"),
                      event.number("current_position"),
                      event.number("queue_avg_wait_time_secs")));
      case "call.dequeued" -> dequeued(event);
      case "call.cost" -> cost(event);
      case "call.hold" -> event.call(call -> call.participant(null, null, "held"));
      case "call.unhold" -> event.call(call -> call.participant(null, null, "resumed"));
      case "conference.participant.joined" -> participant(event, "joined");
      case "conference.participant.left" -> participant(event, "left");
      default -> AmdEvents.translateOrNull(event);
    };
  }

  private static Translation ended(TelnyxCallback event) {
    LegEnding ending =
        TelnyxEndings.of(
            event.text("hangup_cause"),
            event.number("sip_hangup_cause"),
            event.text("hangup_source"));
    return event.call(call -> call.ended(ending, null));
  }

  private static Translation recorded(TelnyxCallback event) {
    Instant start = TelnyxCallback.time(event.payload(), "recording_started_at");
    Instant end = TelnyxCallback.time(event.payload(), "recording_ended_at");
    Integer seconds =
        start == null || end == null || end.isBefore(start)
            ? null
            : Math.toIntExact(Math.min(Duration.between(start, end).toSeconds(), 1 << 30));
    return event.call(
        call ->
            call.recording(
                recordingId(event),
                "completed",
                seconds,
                channels(event.text("channels")),
                mediaUrl(event.payload()),
                start,
                NOT_SAID));
  }

  private static Translation recordingFailed(TelnyxCallback event) {
    return event.call(
        call -> call.recording(recordingId(event), "failed", null, null, null, null, NOT_SAID));
  }

  /** What was said stays out of the fact, and of what is kept of the callback. */
  private static Translation transcribed(TelnyxCallback event) {
    String recording = event.text("recording_id");
    String transcript = event.text("recording_transcription_id");
    if (recording == null && transcript == null) {
      return new Translation.Ignored("a transcript of nothing");
    }
    return new Translation.Fact(
        event.id(),
        recording == null ? transcript : recording,
        new CarrierCallTranscript(
            recording, transcript, "completed", event.originWithout("transcription_text")));
  }

  /** The schema promises none; the event id then stands in, which a repeated delivery keeps. */
  private static String recordingId(TelnyxCallback event) {
    String id = event.text("recording_id");
    return id != null ? id : event.id();
  }

  private static Integer channels(String channels) {
    return "dual".equals(channels) ? Integer.valueOf(2) : "single".equals(channels) ? 1 : null;
  }

  private static String mediaUrl(JsonNode payload) {
    for (String where : List.of("recording_urls", "public_recording_urls")) {
      for (String format : List.of("mp3", "wav")) {
        String url = TelnyxCallback.text(payload.path(where), format);
        if (url != null) {
          return url;
        }
      }
    }
    return null;
  }

  /** Of a text that we named; null for what others have a leg hear. */
  private static Translation spoken(TelnyxCallback event) {
    String text = event.clientState().purpose();
    if (text == null) {
      return null;
    }
    String status = event.text("status");
    String result =
        "completed".equals(status)
            ? "completed"
            : "call_hangup".equals(status) ? "interrupted" : "failed";
    return event.call(call -> call.spoken(text, result));
  }

  /**
   * That nothing was pressed is an answer where we asked for something and the leg was there to its
   * end: who hangs up refuses nothing.
   */
  private static Translation gathered(TelnyxCallback event) {
    String digits = event.text("digits");
    String status = event.text("status");
    boolean asked =
        event.clientState().purpose() != null
            && !"call_hangup".equals(status)
            && !"cancelled".equals(status);
    return digits(event, digits == null && asked ? "" : digits, "gather");
  }

  private static Translation digits(TelnyxCallback event, String digits, String otherwise) {
    if (digits == null) {
      return new Translation.Ignored("no keys pressed");
    }
    String purpose = event.clientState().purpose();
    return event.call(call -> call.digits(digits, purpose != null ? purpose : otherwise));
  }

  private static Translation dequeued(TelnyxCallback event) {
    String reason = event.text("reason");
    String queue = event.text("queue");
    Integer waited = event.number("wait_time_secs");
    boolean taken = "bridged".equals(reason) || "bridging-in-process".equals(reason);
    return event.call(
        call ->
            taken
                ? call.dequeued(queue, event.number("queue_position"), waited, reason)
                : call.queueLeft(queue, waited, reason));
  }

  private static Translation cost(TelnyxCallback event) {
    List<CostPart> parts = new ArrayList<>();
    String currency = null;
    for (JsonNode part : event.payload().path("cost_parts")) {
      BigDecimal cost = FieldValues.amountOrNull(TelnyxCallback.text(part, "cost"));
      String each = FieldValues.currencyOrNull(TelnyxCallback.text(part, "currency"));
      currency = currency == null ? each : currency;
      parts.add(
          new CostPart(
              TelnyxCallback.text(part, "call_part"),
              TelnyxCallback.number(part, "billed_duration_secs"),
              FieldValues.amountOrNull(TelnyxCallback.text(part, "rate")),
              cost,
              each));
    }
    boolean computed = "success".equals(event.text("status"));
    BigDecimal total = computed ? FieldValues.amountOrNull(event.text("total_cost")) : null;
    String inCurrency = currency;
    return event.call(
        call -> call.cost(total, inCurrency, event.number("billed_duration_secs"), parts));
  }

  private static Translation participant(TelnyxCallback event, String change) {
    String conference = event.required("conference_id");
    return event.call(call -> call.participant(conference, event.text("name"), change));
  }
}
