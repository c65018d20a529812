package dev.ramal.messaging.carrier.telnyx;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.carriers.files.FetchFile.Source;
import dev.ramal.carriers.files.MediaAddress;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.carriers.telnyx.TelnyxSettings;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.Media;
import dev.ramal.messaging.carrier.MediaPlaces;
import dev.ramal.messaging.carrier.MessageCarrier;
import dev.ramal.messaging.carrier.MessageLimits;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.SmsRules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages through Telnyx. Our id travels in the query of the callback's address: Telnyx does not
 * sign the address it calls, but repeats it as {@code webhook_url} in the body, which it signs.
 *
 * <p>Failure policy: Telnyx has no list of messages and no idempotency key for them, so a message
 * whose outcome is unknown waits for a callback to name it; it is never sent again.
 */
@ApplicationScoped
class TelnyxMessageCarrier implements MessageCarrier {
  /** Too many requests, queue full: nothing was taken. */
  private static final Set<String> PASSING = Set.of("10011", "40318", "40320");

  /**
   * Telnyx lists the characters for which it stays in GSM-7, and reckons parts by dividing: source
   * "Message Encoding" of its documentation, as read in 2026. The list lacks what stands here; code
   * examples on the same page have the whole alphabet. The list is believed: it tells rather more
   * parts than fewer, and what Telnyx answers counts in the end.
   */
  static final SmsRules SMS = new SmsRules("Ç¤ΔΦΓΛΩΠΨΣΘΞ\f", false, 10);

  private final TelnyxApi telnyx;
  private final TelnyxReports reports;
  private final URI api;
  private final MediaPlaces places;
  private final TelnyxInbox inbox;
  private final TelnyxMessagingCheck check;
  private final String callbackBase;
  private final Clock clock;

  TelnyxMessageCarrier(
      TelnyxApi telnyx,
      TelnyxReports reports,
      TelnyxInbox inbox,
      TelnyxMessagingCheck check,
      TelnyxSettings settings,
      MediaPlaces places,
      WebhookAddress webhooks,
      Clock clock) {
    this.api = URI.create(settings.apiUrl());
    this.places = places;
    this.inbox = inbox;
    this.check = check;
    this.clock = clock;
    this.telnyx = telnyx;
    this.reports = reports;
    this.callbackBase = webhooks.base();
  }

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public SmsRules smsRules() {
    return SMS;
  }

  @Override
  public MessageLimits limits(Channel channel, E164 from, E164 to) {
    return TelnyxLimits.of(channel, from, to);
  }

  @Override
  public boolean isAtApi(URI address) {
    return MediaPlaces.isSameOrigin(address, api);
  }

  @Override
  public Uni<CarrierReply<Submitted>> submit(
      CarrierAccount account, MessageDetails details, Instant leaveBefore) {
    if (!clock.instant().isBefore(leaveBefore)) {
      return Uni.createFrom().item(new CarrierReply.Throttled<>(null));
    }
    Uni<CarrierReply<TelnyxMessageReply>> reply =
        details.channel() == Channel.WHATSAPP
            ? telnyx.post(
                account, "/messages/whatsapp", whatsApp(account, details), TelnyxMessageReply.class)
            : telnyx.post(account, "/messages", sms(account, details), TelnyxMessageReply.class);
    return reply.map(TelnyxMessageCarrier::outcome);
  }

  /** Older ones stand in its reports only: "Retrieve a message" of its API reference. */
  @Override
  public Optional<Duration> answersFor() {
    return Optional.of(Duration.ofDays(10));
  }

  @Override
  public Uni<CarrierReply<List<StatusReported>>> lookUp(
      CarrierAccount account, MessageDetails details, String id) {
    return telnyx
        .get(account, "/messages/" + TelnyxApi.segment(id), Map.of(), TelnyxMessageReply.class)
        .map(reply -> reply.map(found -> found == null ? List.of() : reports.read(found)));
  }

  @Override
  public Uni<CarrierReply<List<Candidate>>> search(
      CarrierAccount account, MessageDetails details, Instant since) {
    return Uni.createFrom().item(new CarrierReply.Unknown<>("Telnyx finds messages by id only"));
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

  /** Telnyx's files need no credentials, and are gone after thirty days. */
  @Override
  public Optional<Source> media(CarrierAccount account, String url) {
    return Optional.ofNullable(MediaAddress.parsed(url))
        .filter(address -> places.hold(address, api))
        .map(address -> new Source(address, null, target -> places.hold(target, api)));
  }

  private NewSms sms(CarrierAccount account, MessageDetails details) {
    boolean alone = details.media().isEmpty();
    return new NewSms(
        details.from().value(),
        details.to().value(),
        details.body().isEmpty() ? null : details.body(),
        alone ? null : details.media().stream().map(Media::url).toList(),
        alone ? "SMS" : "MMS",
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
        WhatsAppContent.of(details));
  }

  private String callback(MessageDetails details) {
    return callbackBase + "/webhooks/telnyx/" + details.connectionId() + "?message=" + details.id();
  }

  private static CarrierReply<Submitted> outcome(CarrierReply<TelnyxMessageReply> reply) {
    if (reply instanceof CarrierReply.Done<TelnyxMessageReply> done
        && (done.value() == null || done.value().id() == null)) {
      return new CarrierReply.Unknown<>("Telnyx answered without an id");
    }
    if (reply instanceof CarrierReply.Refused<TelnyxMessageReply> refused
        && PASSING.contains(refused.code())) {
      return new CarrierReply.Throttled<>(null);
    }
    return reply.map(created -> new Submitted(created.id(), created.parts()));
  }

  /** Body of {@code POST /messages}; what is null is left out. */
  record NewSms(
      String from,
      String to,
      String text,
      List<String> mediaUrls,
      String type,
      String messagingProfileId,
      String webhookUrl,
      boolean useProfileWebhooks) {}

  /** Body of {@code POST /messages/whatsapp}. */
  record NewWhatsApp(
      String from,
      String to,
      String type,
      String messagingProfileId,
      String webhookUrl,
      WhatsAppContent whatsappMessage) {}
}
