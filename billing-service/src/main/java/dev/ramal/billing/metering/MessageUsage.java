package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.numbering.Destinations;
import java.time.Instant;
import java.util.List;

/**
 * What a message used. An SMS is counted in segments and charged once the carrier has handed it on:
 * some operators give no report, and that is no failure. A WhatsApp message is one whatever its
 * length and is charged once it has reached the handset: delivered, or read where the carrier
 * swallowed the delivery report; its class tells the category by which WhatsApp prices it. One that
 * did not arrive uses nothing, and what was charged is taken back; it may still cost. What somebody
 * writes to us is counted in the same way, as inbound: carriers charge it as well, and a tariff
 * prices it by rules that say so.
 */
final class MessageUsage {
  /** Revisions, as they are stored: what says more replaces what says less. */
  static final int SENT = 0;

  static final int FAILED = 1;
  static final int ARRIVED = 2;

  private MessageUsage() {}

  static Used of(TenantId tenant, MessageSent sent) {
    return used(
        tenant,
        sent.messageId(),
        SENT,
        destinationClass(sent.channel(), sent.to(), sent.category()),
        sent.to(),
        sent.carrier(),
        sent.channel() == Channel.WHATSAPP ? 0 : Math.max(1, sent.segments()),
        at(sent.acceptedAt(), sent.sentAt()),
        by(sent.agentId(), sent.agentName(), sent.contactId()),
        new CarrierReference(sent.carrierMessageId(), sent.connectionId()));
  }

  static Used of(TenantId tenant, MessageDelivered delivered) {
    long quantity = delivered.channel() == Channel.WHATSAPP ? 1 : Math.max(1, delivered.segments());
    return used(
        tenant,
        delivered.messageId(),
        ARRIVED,
        destinationClass(delivered.channel(), delivered.to(), delivered.category()),
        delivered.to(),
        delivered.carrier(),
        quantity,
        at(delivered.acceptedAt(), delivered.deliveredAt()),
        by(delivered.agentId(), delivered.agentName(), delivered.contactId()),
        new CarrierReference(delivered.carrierMessageId(), delivered.connectionId()));
  }

  /** Only WhatsApp tells of reading, and there a message is one, so nothing is missing. */
  static Used of(TenantId tenant, MessageRead read) {
    return used(
        tenant,
        read.messageId(),
        ARRIVED,
        destinationClass(read.channel(), read.to(), read.category()),
        read.to(),
        read.carrier(),
        1,
        at(read.acceptedAt(), read.readAt()),
        by(read.agentId(), read.agentName(), read.contactId()),
        CarrierReference.NONE);
  }

  static Used of(TenantId tenant, MessageFailed failed) {
    return used(
        tenant,
        failed.messageId(),
        FAILED,
        destinationClass(failed.channel(), failed.to(), failed.category()),
        failed.to(),
        failed.carrier(),
        0,
        at(failed.acceptedAt(), failed.failedAt()),
        by(failed.agentId(), failed.agentName(), failed.contactId()),
        CarrierReference.NONE);
  }

  /**
   * Who writes without a number, as a short code or a name does, is counted where our number is.
   */
  static Used of(TenantId tenant, MessageReceived received) {
    String from = received.from();
    boolean isNumber = from != null && from.startsWith("+");
    return new Used(
        key(tenant, received.messageId()),
        ARRIVED,
        new Usage(
            Meter.MESSAGE_SEGMENT,
            null,
            received.carrier(),
            Direction.INBOUND,
            destinationClass(received.channel(), isNumber ? from : received.to(), null),
            from == null || from.isEmpty() ? null : from,
            received.channel() == Channel.WHATSAPP ? 1 : Math.max(1, received.segments()),
            received.receivedAt()),
        Attribution.UNKNOWN,
        new CarrierReference(received.carrierMessageId(), received.connectionId()));
  }

  /** Nothing of a cost that names no amount. */
  static List<Costed> of(TenantId tenant, MessageCosted costed) {
    return costed.cost() == null
        ? List.of()
        : List.of(new Costed(key(tenant, costed.messageId()), costed.cost(), costed.costedAt()));
  }

  /**
   * @param category null where it was not said
   */
  static DestinationClass destinationClass(Channel channel, String to, WhatsAppCategory category) {
    return channel == Channel.WHATSAPP
        ? Destinations.ofWhatsApp(to, category)
        : Destinations.ofSms(to);
  }

  private static Used used(
      TenantId tenant,
      String messageId,
      int revision,
      DestinationClass destinationClass,
      String to,
      Carrier carrier,
      long quantity,
      Time at,
      Attribution by,
      CarrierReference reference) {
    return new Used(
        key(tenant, messageId),
        revision,
        new Usage(
            Meter.MESSAGE_SEGMENT,
            null,
            carrier,
            Direction.OUTBOUND,
            destinationClass,
            to,
            quantity,
            at.instant()),
        by,
        reference,
        at.exact());
  }

  /**
   * The same whatever of it is heard first, so that month and place in the ledger do not depend on
   * it. An event that does not say it has a time of its own, which each other one has, too: a
   * message stays where the first of them put it.
   *
   * @param accepted null from a version that did not say it
   */
  private static Time at(Instant accepted, Instant otherwise) {
    return accepted == null ? new Time(otherwise, false) : new Time(accepted, true);
  }

  /** When a message was taken; not exact where only an event of it was then. */
  private record Time(Instant instant, boolean exact) {}

  /** Messages belong to no campaign. */
  private static Attribution by(String agentId, String agentName, String contactId) {
    return new Attribution(agentId, agentName, contactId, null);
  }

  private static UsageKey key(TenantId tenant, String messageId) {
    return new UsageKey(tenant, UsageKey.MESSAGE, messageId, null, Meter.MESSAGE_SEGMENT);
  }
}
