package dev.ramal.messaging.carrier.twilio;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.Message.Status;
import com.twilio.type.PhoneNumber;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.messaging.carrier.MessageCarrier;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Messages through Twilio. Our id travels in the signed URL of the status callback.
 *
 * <p>A message without a known sid is looked for among the newest hundred between the same numbers.
 * The list is not filtered by {@code DateSent}: that field is empty until Twilio has sent.
 */
@ApplicationScoped
class TwilioMessageCarrier implements MessageCarrier {
  /** Too many requests, queue of the number full: nothing was taken. */
  private static final Set<String> PASSING = Set.of("20429", "21611", "14107");

  private static final int NEWEST = 100;

  private final TwilioApi twilio;
  private final TwilioReports reports;
  private final String callbackBase;

  TwilioMessageCarrier(TwilioApi twilio, TwilioReports reports, WebhookAddress webhooks) {
    this.twilio = twilio;
    this.reports = reports;
    this.callbackBase = webhooks.base();
  }

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public Uni<CarrierReply<Submitted>> submit(CarrierAccount account, MessageDetails details) {
    return twilio
        .ask(
            account,
            client ->
                Message.creator(
                        address(details.channel(), details.to()),
                        address(details.channel(), details.from()),
                        details.body())
                    .setStatusCallback(callback(details))
                    .create(client))
        .map(TwilioMessageCarrier::outcome);
  }

  @Override
  public Uni<CarrierReply<List<StatusReported>>> lookUp(
      CarrierAccount account, MessageDetails details, String sid, Instant since) {
    return sid == null ? search(account, details, since) : fetch(account, sid);
  }

  private Uni<CarrierReply<List<StatusReported>>> fetch(CarrierAccount account, String sid) {
    return twilio
        .lookUp(account, client -> Message.fetcher(sid).fetch(client))
        .map(reply -> reply.map(found -> List.of(reports.read(found))));
  }

  private Uni<CarrierReply<List<StatusReported>>> search(
      CarrierAccount account, MessageDetails details, Instant since) {
    return twilio
        .lookUp(
            account,
            client ->
                Message.reader()
                    .setTo(address(details.channel(), details.to()))
                    .setFrom(address(details.channel(), details.from()))
                    .pageSize(NEWEST)
                    .firstPage(client)
                    .getRecords())
        .map(reply -> reply.map(listed -> candidates(listed, details, since)));
  }

  private List<StatusReported> candidates(
      List<Message> listed, MessageDetails details, Instant since) {
    return listed.stream()
        .filter(found -> details.body().equals(found.getBody()))
        .filter(found -> !reports.isOlder(found, since))
        .map(reports::read)
        .toList();
  }

  private static CarrierReply<Submitted> outcome(CarrierReply<Message> reply) {
    if (reply instanceof CarrierReply.Done<Message> done
        && (done.value().getSid() == null || done.value().getStatus() == Status.RECEIVED)) {
      return new CarrierReply.Unknown<>("Twilio answered without a sid");
    }
    if (reply instanceof CarrierReply.Refused<Message> refused
        && PASSING.contains(refused.code())) {
      return new CarrierReply.Throttled<>(null);
    }
    return reply.map(created -> new Submitted(created.getSid(), TwilioReports.segments(created)));
  }

  private URI callback(MessageDetails details) {
    return URI.create(
        "%s/webhooks/twilio/%s/message-status?message=%s#rc=3&rp=5xx,ct,rt&e=sao-paulo,ashburn"
            .formatted(callbackBase, details.connectionId(), details.id()));
  }

  private static PhoneNumber address(Channel channel, E164 number) {
    return new PhoneNumber(channel == Channel.WHATSAPP ? "whatsapp:" + number : number.value());
  }
}
