package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.RawCallback;
import dev.ramal.gateway.carriers.FormFields;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.verification.FormBody;
import dev.ramal.gateway.verification.MalformedCallback;
import java.time.Instant;
import java.util.Optional;

/** Turns what Twilio signed into facts. Pure; throws nothing but {@link MalformedCallback}. */
public final class TwilioTranslation {
  private TwilioTranslation() {}

  /**
   * A status callback.
   *
   * @param query of the address, which the signature covers
   */
  public static Translation translate(
      TwilioKind kind,
      String connectionId,
      FormBody query,
      FormBody form,
      RawCallback raw,
      Instant receivedAt) {
    return kind.translate(callback(connectionId, query, form, raw, receivedAt));
  }

  /**
   * What a request for voice instructions says by the way: that a dialled part ended, keys were
   * pressed, a caller is there. Empty when it says nothing new.
   *
   * @param step the step of ours that Twilio has reached
   */
  public static Optional<Translation.Fact> sideFact(
      String step,
      String connectionId,
      FormBody query,
      FormBody form,
      RawCallback raw,
      Instant receivedAt) {
    TwilioCallback callback = callback(connectionId, query, form, raw, receivedAt);
    return sideTranslation(step, callback) instanceof Translation.Fact fact
        ? Optional.of(fact)
        : Optional.empty();
  }

  private static Translation sideTranslation(String step, TwilioCallback callback) {
    FormFields form = callback.form();
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
      return FlowCallbacks.digits(callback, step);
    }
    if (form.has("AnsweredBy")) {
      return CallCallbacks.machine(callback);
    }
    // A browser that dials is "inbound" to Twilio, yet nobody called us.
    boolean arriving =
        "ringing".equals(form.text("CallStatus"))
            && "inbound".equals(form.text("Direction"))
            && !form.has("ApplicationSid");
    return arriving
        ? callback
            .call()
            .as(callback.id(callback.callSid(), "arrived"), callback.call().initiated())
        : null;
  }

  private static TwilioCallback callback(
      String connectionId, FormBody query, FormBody form, RawCallback raw, Instant receivedAt) {
    return new TwilioCallback(
        connectionId, new FormFields(query), new FormFields(form), raw, receivedAt);
  }
}
