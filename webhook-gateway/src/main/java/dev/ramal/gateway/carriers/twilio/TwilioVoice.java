package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.LegFacts.AmdResult;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.VoiceAnswer;
import dev.ramal.gateway.carriers.VoiceStep;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads requests for voice instructions. */
final class TwilioVoice {
  /** The word stands in addresses that call-service gives to Twilio. */
  private static final String KEYS = "lead-keys";

  /** The same: a caller who waits is told of again, lest one is forgotten whom nobody heard of. */
  private static final String WAITING = "lead-waiting";

  private static final Pattern PLAYABLE = Pattern.compile("[0-9*#w]{1,32}");

  private TwilioVoice() {}

  /** Keys that the agent pressed, for the lead to hear in the middle of the conversation. */
  static VoiceAnswer ownAnswerOrNull(ReceivedCallback callback) {
    if (!callback.name().equals(KEYS)) {
      return null;
    }
    String keys = callback.query().text("keys");
    String play =
        keys != null && PLAYABLE.matcher(keys).matches()
            ? "<Play digits=\"%s\"/>".formatted(keys)
            : "";
    return new VoiceAnswer(
        "text/xml; charset=utf-8", "<Response>%s</Response>".formatted(play), false);
  }

  static VoiceStep step(TwilioCallback callback) {
    FormBody query = callback.query();
    Map<String, String> params = callback.form().asMap();
    params.putAll(query.asMap());
    return new VoiceStep(
        FieldValues.ourIdOrNull(query.text("call")),
        LegName.find(query.text("leg")),
        CarrierCallId.ofNullable(callback.form().text("CallSid")),
        params,
        machine(callback.form()),
        aside(callback),
        apology(callback));
  }

  private static AmdResult machine(FormBody form) {
    return Optional.ofNullable(form.text("AnsweredBy"))
        .flatMap(AmdResult::ofAnsweredBy)
        .orElse(null);
  }

  private static Translation.Fact apology(TwilioCallback callback) {
    String sid = callback.form().text("CallSid");
    LegFacts call = sid == null ? null : callback.call();
    return call == null ? null : call.as(callback.id(sid, "apologized"), call.apologized());
  }

  private static Translation.Fact aside(TwilioCallback callback) {
    return told(callback) instanceof Translation.Fact fact ? fact : null;
  }

  private static Translation told(TwilioCallback callback) {
    FormBody form = callback.form();
    if (form.has("ErrorCode") || (form.has("RecordingUrl") && !form.has("DialCallStatus"))) {
      // A fallback repeats its first request; a recording is told by its own callback when ready.
      return null;
    }
    if (form.has("DialCallStatus")) {
      return FlowCallbacks.legEnded(callback);
    }
    if (form.has("QueueResult") || form.has("QueuePosition") || form.has("DequeingCallSid")) {
      return FlowCallbacks.queue(callback);
    }
    if (form.has("Digits")) {
      return FlowCallbacks.digits(callback, callback.request().name());
    }
    if (form.has("AnsweredBy")) {
      return CallCallbacks.machine(callback);
    }
    // A browser that dials is "inbound" to Twilio, yet nobody called us.
    boolean waits = callback.request().name().equals(WAITING);
    boolean there =
        (waits || "ringing".equals(form.text("CallStatus")))
            && "inbound".equals(form.text("Direction"))
            && form.has("To")
            && !form.has("ApplicationSid");
    if (!there) {
      return null;
    }
    LegFacts caller = callback.caller();
    return caller.as(callback.id(callback.callSid(), "arrived"), caller.initiated());
  }
}
