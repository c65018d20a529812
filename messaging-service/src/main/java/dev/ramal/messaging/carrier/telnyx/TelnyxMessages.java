package dev.ramal.messaging.carrier.telnyx;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.messaging.carrier.CallbackConfig;
import dev.ramal.messaging.carrier.Lookup;
import dev.ramal.messaging.carrier.MessageCarrier;
import dev.ramal.messaging.carrier.SendOutcome;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Messages through Telnyx. Our id travels in the query of the callback's address: Telnyx does not
 * sign the address it calls, but repeats it as {@code webhook_url} in the body, which it signs.
 *
 * <p>Failure policy: Telnyx has no list of messages and no idempotency key for them, so a message
 * whose outcome is unknown waits for a callback to name it; it is never sent again.
 */
@ApplicationScoped
class TelnyxMessages implements MessageCarrier {
  /** Too many requests, queue full: nothing was taken. */
  private static final Set<String> PASSING = Set.of("10011", "40318", "40320");

  private final TelnyxApi telnyx;
  private final TelnyxReports reports;
  private final CallbackConfig callbacks;

  TelnyxMessages(TelnyxApi telnyx, TelnyxReports reports, CallbackConfig callbacks) {
    this.telnyx = telnyx;
    this.reports = reports;
    this.callbacks = callbacks;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public Uni<SendOutcome> send(CarrierAccount account, MessageDetails details) {
    Uni<CarrierReply<TelnyxMessage>> reply =
        details.channel() == Channel.WHATSAPP
            ? telnyx.post(
                account, "/messages/whatsapp", whatsApp(account, details), TelnyxMessage.class)
            : telnyx.post(account, "/messages", sms(account, details), TelnyxMessage.class);
    return reply.map(TelnyxMessages::outcome);
  }

  @Override
  public Uni<Lookup> lookUp(
      CarrierAccount account, MessageDetails details, String id, Instant since) {
    if (id == null) {
      return Uni.createFrom().item(new Lookup.Undecided("Telnyx finds messages by id only"));
    }
    return telnyx
        .get(account, "/messages/" + TelnyxApi.segment(id), Map.of(), TelnyxMessage.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<TelnyxMessage> done && done.value() != null
                    ? new Lookup.Found(reports.read(done.value()))
                    : new Lookup.Undecided("" + reply));
  }

  private NewSms sms(CarrierAccount account, MessageDetails details) {
    return new NewSms(
        details.from().value(),
        details.to().value(),
        details.body(),
        "SMS",
        account.messagingProfileId(),
        callback(details),
        false);
  }

  private NewWhatsApp whatsApp(CarrierAccount account, MessageDetails details) {
    return new NewWhatsApp(
        details.from().value(),
        details.to().value(),
        "WHATSAPP",
        account.messagingProfileId(),
        callback(details),
        new NewWhatsApp.Content(
            "text", new NewWhatsApp.Text(details.body()), "message:" + details.id()));
  }

  private String callback(MessageDetails details) {
    return callbacks.baseUrl()
        + "/webhooks/telnyx/"
        + details.connectionId()
        + "?message="
        + details.id();
  }

  private static SendOutcome outcome(CarrierReply<TelnyxMessage> reply) {
    if (reply instanceof CarrierReply.Done<TelnyxMessage> done) {
      TelnyxMessage created = done.value();
      return created == null || created.id() == null
          ? new SendOutcome.Unknown("Telnyx answered without an id")
          : new SendOutcome.Taken(created.id(), created.parts());
    }
    if (reply instanceof CarrierReply.Refused<TelnyxMessage> refused) {
      return PASSING.contains(refused.code())
          ? new SendOutcome.NotTaken(refused.reason(), null)
          : new SendOutcome.Refused(refused.code(), refused.reason());
    }
    if (reply instanceof CarrierReply.Throttled<TelnyxMessage> throttled) {
      return new SendOutcome.NotTaken("throttled", throttled.retryAfter());
    }
    return new SendOutcome.Unknown("" + reply);
  }
}
