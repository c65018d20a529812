package dev.ramal.messaging.carrier.twilio;

import com.twilio.rest.api.v2010.account.Message;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Channel;
import dev.ramal.events.CleanText;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.WhatsAppUserId;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.FactOrigin;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/** A listed message as its callback would have told it, less the sender's name and a place. */
final class TwilioInbound {
  private static final String WHATSAPP = "whatsapp:";

  private TwilioInbound() {}

  static CarrierMessageReceived fact(
      CarrierAccount account, Message found, List<Media> media, Clock clock) {
    String sender = bare(found.getFrom() == null ? null : found.getFrom().toString());
    boolean whatsapp = found.getTo().startsWith(WHATSAPP);
    String body = found.getBody() == null ? "" : CleanText.of(found.getBody());
    boolean empty = body.isBlank() && media.isEmpty();
    return new CarrierMessageReceived(
        null,
        found.getSid(),
        sender,
        bare(found.getTo()),
        whatsapp ? Channel.WHATSAPP : Channel.SMS,
        body,
        media,
        empty && whatsapp ? new MessageContent(MessageContent.UNKNOWN, null) : null,
        WhatsAppUserId.isOne(sender) ? sender : null,
        null,
        null,
        TwilioReports.segments(found),
        null,
        TwilioReports.price(found),
        origin(account, found, clock.instant()));
  }

  private static FactOrigin origin(CarrierAccount account, Message found, Instant now) {
    ZonedDateTime when = found.getDateSent() == null ? found.getDateCreated() : found.getDateSent();
    return new FactOrigin(
        account.carrier(),
        new ConnectionId(account.connectionId()),
        when == null ? now : when.toInstant(),
        now,
        null,
        null);
  }

  private static String bare(String address) {
    String clean = address == null || address.isEmpty() ? null : CleanText.of(address);
    return clean != null && clean.startsWith(WHATSAPP) ? clean.substring(WHATSAPP.length()) : clean;
  }
}
