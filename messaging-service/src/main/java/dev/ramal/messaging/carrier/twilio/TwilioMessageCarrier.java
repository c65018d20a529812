package dev.ramal.messaging.carrier.twilio;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.Message.Status;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.carriers.files.FetchFile.Source;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.messaging.carrier.MessageCarrier;
import dev.ramal.messaging.carrier.MessageLimits;
import dev.ramal.messaging.carrier.twilio.ReplyContents.ReplyContent;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.TemplateUse.ApprovedText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private static final String NO_SUCH_CONTENT = "21655";

  private static final int NEWEST = 100;

  private final TwilioApi twilio;
  private final TwilioReports reports;
  private final TwilioMedia media;
  private final TwilioInbox inbox;
  private final ReplyContents replyContents;
  private final TwilioMessagingCheck check;
  private final String callbackBase;
  private final Clock clock;

  TwilioMessageCarrier(
      TwilioApi twilio,
      TwilioReports reports,
      TwilioMedia media,
      TwilioInbox inbox,
      ReplyContents replyContents,
      TwilioMessagingCheck check,
      WebhookAddress webhooks,
      Clock clock) {
    this.media = media;
    this.inbox = inbox;
    this.replyContents = replyContents;
    this.check = check;
    this.clock = clock;
    this.twilio = twilio;
    this.reports = reports;
    this.callbackBase = webhooks.base();
  }

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public MessageLimits limits(Channel channel, E164 from, E164 to) {
    return TwilioLimits.of(channel, from, to);
  }

  @Override
  public boolean isAtApi(URI address) {
    return media.isAtApi(address);
  }

  @Override
  public Uni<CarrierReply<Submitted>> submit(
      CarrierAccount account, MessageDetails details, Instant leaveBefore) {
    return replyContents
        .of(account, details)
        .chain(
            content ->
                content instanceof CarrierReply.Done<ReplyContent> ready
                    ? submit(account, details, ready.value(), leaveBefore)
                    : Uni.createFrom().item(notYet(content)));
  }

  private Uni<CarrierReply<Submitted>> submit(
      CarrierAccount account, MessageDetails details, ReplyContent content, Instant leaveBefore) {
    return twilio
        .ask(
            account,
            client ->
                clock.instant().isBefore(leaveBefore)
                    ? creator(account, details, content).create(client)
                    : null)
        .map(TwilioMessageCarrier::outcome)
        .map(reply -> content == null ? reply : withoutStale(reply, account, details));
  }

  /** Somebody has deleted the content at Twilio: the next attempt makes another one. */
  private CarrierReply<Submitted> withoutStale(
      CarrierReply<Submitted> reply, CarrierAccount account, MessageDetails details) {
    boolean gone =
        reply instanceof CarrierReply.Refused<Submitted> refused
            && NO_SUCH_CONTENT.equals(refused.code());
    if (!gone) {
      return reply;
    }
    replyContents.forget(account, details);
    return new CarrierReply.Throttled<>(null);
  }

  /** Without its content nothing of the message has left: it may go out later. */
  private static CarrierReply<Submitted> notYet(CarrierReply<ReplyContent> content) {
    return content instanceof CarrierReply.Refused<ReplyContent>
        ? content.map(none -> null)
        : new CarrierReply.Throttled<>(null);
  }

  /**
   * With a messaging service the number is still ours to say: a contact sees one sender, and the
   * list by which a message is found again goes by it. WhatsApp's senders stand in no pool. A
   * service would rewrite texts by itself: names and amounts stay as they were written.
   *
   * @param content that stands for the text; null for none
   */
  private MessageCreator creator(
      CarrierAccount account, MessageDetails details, ReplyContent content) {
    ApprovedText approved = details.purpose().approved();
    boolean written = content == null && approved == null && !details.body().isEmpty();
    MessageCreator creator =
        Message.creator(
                address(details.channel(), details.to()),
                address(details.channel(), details.from()),
                written ? details.body() : null)
            .setStatusCallback(callback(details))
            .setSmartEncoded(false);
    if (content != null) {
      content.fill(creator);
    }
    if (!details.media().isEmpty()) {
      creator.setMediaUrl(details.media().stream().map(file -> URI.create(file.url())).toList());
    }
    if (approved != null) {
      creator
          .setContentSid(approved.contentId())
          .setContentVariables(EventJson.write(approved.values()));
    }
    return account.messagingProfileId() == null || details.channel() == Channel.WHATSAPP
        ? creator
        : creator.setMessagingServiceSid(account.messagingProfileId());
  }

  @Override
  public Uni<CarrierReply<List<StatusReported>>> lookUp(
      CarrierAccount account, MessageDetails details, String sid) {
    return twilio
        .lookUp(account, client -> Message.fetcher(sid).fetch(client))
        .map(reply -> reply.map(reports::readAll));
  }

  @Override
  public Uni<CarrierReply<List<Candidate>>> search(
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
        .map(reply -> candidates(reply, since));
  }

  /** A full page of newer ones proves nothing about what comes behind it. */
  private CarrierReply<List<Candidate>> candidates(
      CarrierReply<List<Message>> reply, Instant since) {
    if (reply instanceof CarrierReply.Done<List<Message>> done
        && done.value().size() >= NEWEST
        && done.value().stream().noneMatch(found -> reports.isOlder(found, since))) {
      return new CarrierReply.Unknown<>("more messages since then than the list shows");
    }
    return reply.map(
        listed ->
            listed.stream()
                .filter(found -> !reports.isOlder(found, since))
                .map(found -> new Candidate(found.getBody(), reports.read(found)))
                .toList());
  }

  @Override
  public boolean listsInbound() {
    return true;
  }

  @Override
  public Uni<CarrierReply<Inbound>> received(
      CarrierAccount account, Instant from, Instant to, UnknownIds unknown) {
    return inbox.read(account, from, to, unknown);
  }

  @Override
  public Uni<CarrierReply<AccountReport>> check(CarrierAccount account) {
    return check.check(account);
  }

  @Override
  public Optional<Source> media(CarrierAccount account, String url) {
    return media.source(account, url);
  }

  private static CarrierReply<Submitted> outcome(CarrierReply<Message> reply) {
    if (reply instanceof CarrierReply.Done<Message> late && late.value() == null) {
      return new CarrierReply.Throttled<>(null);
    }
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

  private static PhoneNumber address(Channel channel, Party number) {
    return new PhoneNumber(channel == Channel.WHATSAPP ? "whatsapp:" + number : number.value());
  }
}
