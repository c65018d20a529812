package dev.ramal.messaging.history;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.Money;
import dev.ramal.messaging.lifecycle.InboundEvents;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.TemplateUse;
import dev.ramal.messaging.routing.MessageTrace;
import dev.ramal.messaging.routing.MessageTrace.Reroute;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message as clients see it. Times and causes are null until they happen. */
@Schema(name = "Message")
public record MessageView(
    String id,
    @Schema(nullable = true) String conversationId,
    Direction direction,
    Channel channel,
    @Schema(
            description =
                "held: it waits for the hour at which it may leave; sending-unknown: the carrier is"
                    + " being asked whether it has the message",
            enumeration = {
              "scheduled",
              "accepted",
              "held",
              "sending",
              "sending-unknown",
              "sent",
              "delivered",
              "read",
              "undelivered",
              "failed",
              "expired",
              "unconfirmed",
              "canceled",
              "denied",
              "received"
            })
        String status,
    @Schema(description = "A number, or the sender as it came; empty when nobody was named")
        String from,
    String to,
    @Schema(nullable = true) String body,
    @Schema(
            nullable = true,
            description = "Each lies at an address of ours, which asks for the same token")
        List<Media> media,
    @Schema(nullable = true, description = "What came that is neither text nor media, as a place")
        MessageContent content,
    @Schema(description = "What there is to see in one line, in Portuguese; never empty")
        String preview,
    @Schema(nullable = true, description = "Our id of the message that this one answers")
        String replyTo,
    @Schema(
            nullable = true,
            description =
                "Whether the carrier did not say which message this one answers: then it is the"
                    + " last that was sent to the contact on this channel, not long before")
        Boolean replyInferred,
    @Schema(description = "Parts that are billed") int segments,
    @Schema(nullable = true, implementation = String.class, examples = "twilio") Carrier carrier,
    @Schema(nullable = true) String agentId,
    @Schema(nullable = true) String agentName,
    @Schema(nullable = true) String contactId,
    @Schema(nullable = true) String campaignId,
    @Schema(nullable = true, description = "What it was made of; null for free text")
        TemplateOfMessage template,
    Instant createdAt,
    @Schema(nullable = true, description = "Not to leave earlier; null for at once") Instant sendAt,
    @Schema(nullable = true, description = "When a held message leaves") Instant leavesAt,
    @Schema(nullable = true) Instant sentAt,
    @Schema(nullable = true) Instant deliveredAt,
    @Schema(nullable = true) Instant readAt,
    @Schema(nullable = true) Instant failedAt,
    @Schema(nullable = true, description = "Why it did not arrive, and what to do")
        MessageFailureView failure,
    @Schema(nullable = true, description = "What the carrier charges; known later than the status")
        Money cost,
    @Schema(nullable = true, description = "The WhatsApp message that this SMS follows")
        String replaces,
    @Schema(nullable = true, description = "The SMS that followed, as this did not arrive in time")
        String replacedBy,
    @Schema(
            nullable = true,
            description = "The code of the problem for which no SMS could follow",
            examples = "MESSAGES-0004")
        String notReplaced,
    @Schema(description = "Accounts that are proven not to have taken it, in their order")
        List<Reroute> rerouted,
    @Schema(
            description =
                "Whether its files, content or template are stored in a shape that cannot be read:"
                    + " then all three are left out, and what has not left is not sent")
        boolean unreadable) {

  /** Alone, as right after it was taken. */
  public static MessageView of(Message message) {
    return of(new SeenMessage(message, false));
  }

  public static MessageView of(SeenMessage seen) {
    return of(seen, MessageTrace.NONE);
  }

  static MessageView of(SeenMessage seen, MessageTrace trace) {
    Message message = seen.message();
    MessageDetails details = message.details();
    MessageProgress progress = message.progress();
    Author author = details.author();
    return new MessageView(
        details.id().value(),
        details.conversationId(),
        details.direction(),
        details.channel(),
        progress.state().wire(),
        details.from().value(),
        details.to().value(),
        details.body(),
        InboundEvents.media(details),
        details.content(),
        Preview.of(details, seen.unreadable()),
        details.replyTo() == null ? null : details.replyTo().message().value(),
        details.replyTo() == null ? null : details.replyTo().inferred(),
        progress.segments(),
        details.carrier(),
        author == null ? null : author.userId(),
        author == null ? null : author.name(),
        details.contactId(),
        details.purpose().campaignId(),
        TemplateOfMessage.of(details.purpose().template()),
        details.createdAt(),
        details.sendAt(),
        progress.leavesAt(),
        progress.at().sent(),
        progress.at().delivered(),
        progress.at().read(),
        progress.at().failed(),
        MessageFailureView.of(details.carrier(), progress.cause()),
        progress.cost(),
        trace.replaces(),
        trace.replacedBy(),
        trace.notReplaced(),
        trace.rerouted(),
        seen.unreadable());
  }

  /**
   * The version that it was made of, which never changes.
   *
   * @param approved whether it went as the carrier's approved copy
   */
  @Schema(name = "TemplateOfMessage")
  public record TemplateOfMessage(String id, int version, String variant, boolean approved) {
    static TemplateOfMessage of(TemplateUse use) {
      return use == null
          ? null
          : new TemplateOfMessage(use.id(), use.version(), use.variant(), use.approved() != null);
    }
  }
}
