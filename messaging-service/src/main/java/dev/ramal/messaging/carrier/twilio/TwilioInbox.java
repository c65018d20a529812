package dev.ramal.messaging.carrier.twilio;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.rest.api.v2010.account.message.MediaReader;
import com.twilio.type.PhoneNumber;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.carriers.twilio.TwilioSettings;
import dev.ramal.events.Media;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.messaging.carrier.MessageCarrier.Inbound;
import dev.ramal.messaging.carrier.MessageCarrier.UnknownIds;
import dev.ramal.messaging.carrier.NotListed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What was written to the numbers of an account, as Twilio lists it. */
@ApplicationScoped
class TwilioInbox {
  private static final String WHATSAPP = "whatsapp:";
  private static final int PAGE = 200;

  /** Of one list in one look. */
  private static final int MOST = 5_000;

  /** Numbers that are asked for one by one. */
  private static final int FEW = 20;

  private final TwilioApi twilio;
  private final URI api;
  private final Clock clock;

  TwilioInbox(TwilioApi twilio, TwilioSettings settings, Clock clock) {
    this.twilio = twilio;
    this.api = settings.apiUrl();
    this.clock = clock;
  }

  Uni<CarrierReply<Inbound>> read(
      CarrierAccount account, Instant from, Instant to, UnknownIds unknown) {
    return NotListed.orDone(
        Multi.createFrom()
            .iterable(lists(account))
            .onItem()
            .transformToUniAndConcatenate(list -> listed(account, list, from, to))
            .collect()
            .asList()
            .chain(
                lists ->
                    inbound(account, lists, unknown)
                        .map(facts -> new Inbound(facts, isCutOff(lists) ? from : to, false))));
  }

  /** One for each address of an account with few numbers, else one of all that it has. */
  private static List<MessageReader> lists(CarrierAccount account) {
    return account.numbers().size() > FEW
        ? List.of(Message.reader())
        : account.numbers().stream()
            .flatMap(number -> Stream.of(number.value(), WHATSAPP + number.value()))
            .map(address -> Message.reader().setTo(new PhoneNumber(address)))
            .toList();
  }

  private Uni<List<Message>> listed(
      CarrierAccount account, MessageReader list, Instant from, Instant to) {
    list.setDateSentAfter(ZonedDateTime.ofInstant(from, ZoneOffset.UTC))
        .setDateSentBefore(ZonedDateTime.ofInstant(to, ZoneOffset.UTC))
        .pageSize(PAGE)
        .limit(MOST);
    return twilio
        .lookUp(
            account,
            client -> {
              List<Message> found = new ArrayList<>();
              list.read(client).forEach(found::add);
              return found;
            })
        .map(NotListed::unlessDone);
  }

  /** Lists begin with the newest: what one leaves out may be as old as can be. */
  private static boolean isCutOff(List<List<Message>> lists) {
    return lists.stream().anyMatch(list -> list.size() >= MOST);
  }

  private Uni<List<CarrierMessageReceived>> inbound(
      CarrierAccount account, List<List<Message>> lists, UnknownIds unknown) {
    List<Message> received =
        lists.stream()
            .flatMap(List::stream)
            .filter(found -> found.getDirection() == Message.Direction.INBOUND)
            .toList();
    return unknown
        .of(received.stream().map(Message::getSid).toList())
        .map(HashSet::new)
        .chain(
            sids ->
                Multi.createFrom()
                    .iterable(received.stream().filter(one -> sids.contains(one.getSid())).toList())
                    .onItem()
                    .transformToUniAndConcatenate(
                        found ->
                            media(account, found)
                                .map(files -> TwilioInbound.fact(account, found, files, clock)))
                    .collect()
                    .asList());
  }

  private Uni<List<Media>> media(CarrierAccount account, Message found) {
    if (found.getNumMedia() == null || Set.of("", "0").contains(found.getNumMedia())) {
      return Uni.createFrom().item(List.of());
    }
    return twilio
        .lookUp(
            account,
            client -> {
              List<Media> media = new ArrayList<>();
              for (var file : new MediaReader(found.getSid()).read(client)) {
                String path =
                    "/2010-04-01/Accounts/%s/Messages/%s/Media/%s"
                        .formatted(account.accountSid(), found.getSid(), file.getSid());
                media.add(
                    new Media(api.resolve(path).toString(), file.getContentType(), null, null));
              }
              return media;
            })
        .map(NotListed::unlessDone);
  }
}
