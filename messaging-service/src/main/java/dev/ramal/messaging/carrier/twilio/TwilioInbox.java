package dev.ramal.messaging.carrier.twilio;

import com.twilio.base.ResourceSet;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.message.MediaReader;
import com.twilio.type.PhoneNumber;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.twilio.TwilioSettings;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.FactOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was written to the numbers of an account, as Twilio lists it; the list knows no name of the
 * sender and no place. Blocks: call it from a worker.
 */
@ApplicationScoped
class TwilioInbox {
  private static final String WHATSAPP = "whatsapp:";
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9]{1,128}");
  private static final int PAGE = 200;

  /** Of one number and channel in one look; of more, the oldest are not seen. */
  private static final int MOST = 2_000;

  private final URI api;
  private final Clock clock;

  TwilioInbox(TwilioSettings settings, Clock clock) {
    this.api = settings.apiUrl();
    this.clock = clock;
  }

  List<CarrierMessageReceived> read(
      TwilioRestClient client, CarrierAccount account, Instant from, Instant to) {
    List<CarrierMessageReceived> received = new ArrayList<>();
    for (var number : account.numbers()) {
      for (String address : List.of(number.value(), WHATSAPP + number.value())) {
        for (Message found : list(client, address, from, to)) {
          if (found.getDirection() == Message.Direction.INBOUND) {
            received.add(fact(client, account, found));
          }
        }
      }
    }
    return received;
  }

  private static ResourceSet<Message> list(
      TwilioRestClient client, String address, Instant from, Instant to) {
    return Message.reader()
        .setTo(new PhoneNumber(address))
        .setDateSentAfter(ZonedDateTime.ofInstant(from, ZoneOffset.UTC))
        .setDateSentBefore(ZonedDateTime.ofInstant(to, ZoneOffset.UTC))
        .pageSize(PAGE)
        .limit(MOST)
        .read(client);
  }

  private CarrierMessageReceived fact(
      TwilioRestClient client, CarrierAccount account, Message found) {
    String address = found.getFrom() == null ? null : found.getFrom().toString();
    boolean whatsapp = found.getTo().startsWith(WHATSAPP);
    String sender = bare(address);
    List<Media> media = media(client, account, found);
    String body = found.getBody() == null ? "" : found.getBody();
    boolean empty = body.isBlank() && media.isEmpty();
    return new CarrierMessageReceived(
        null,
        found.getSid(),
        sender,
        bare(found.getTo()),
        whatsapp ? Channel.WHATSAPP : Channel.SMS,
        body,
        media,
        empty && whatsapp ? new MessageContent("unknown", null) : null,
        sender != null && USER_ID.matcher(sender).matches() ? sender : null,
        null,
        null,
        TwilioReports.segments(found),
        null,
        origin(account, found));
  }

  private FactOrigin origin(CarrierAccount account, Message found) {
    ZonedDateTime when = found.getDateSent() == null ? found.getDateCreated() : found.getDateSent();
    Instant now = clock.instant();
    return new FactOrigin(
        account.carrier(),
        new ConnectionId(account.connectionId()),
        when == null ? now : when.toInstant(),
        now,
        null,
        null);
  }

  private List<Media> media(TwilioRestClient client, CarrierAccount account, Message found) {
    List<Media> media = new ArrayList<>();
    if (found.getNumMedia() != null && !"0".equals(found.getNumMedia())) {
      for (var file : new MediaReader(found.getSid()).read(client)) {
        String path =
            "/2010-04-01/Accounts/%s/Messages/%s/Media/%s"
                .formatted(account.accountSid(), found.getSid(), file.getSid());
        media.add(new Media(api.resolve(path).toString(), file.getContentType(), null, null));
      }
    }
    return media;
  }

  private static String bare(String address) {
    return address == null || address.isEmpty()
        ? null
        : address.startsWith(WHATSAPP) ? address.substring(WHATSAPP.length()) : address;
  }
}
