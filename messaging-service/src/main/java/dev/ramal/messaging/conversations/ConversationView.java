package dev.ramal.messaging.conversations;

import dev.ramal.events.Channel;
import dev.ramal.messaging.message.Party;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A thread as clients see it. */
@Schema(name = "Conversation")
public record ConversationView(
    String id,
    @Schema(
            nullable = true,
            description =
                "E.164, with the ninth digit of Brazilian mobiles; a short code, a name or"
                    + " WhatsApp's id of a person without a number as it came; absent when nobody"
                    + " was named")
        String contact,
    @Schema(
            enumeration = {"phone", "short-code", "name", "whatsapp-user", "unknown"},
            description =
                "What the contact is known by; unknown when nobody was named: the client then shows"
                    + " words of its own where the contact would stand")
        String contactKind,
    @Schema(
            description =
                "Whether POST /api/messages can answer: only a phone that has not opted out")
        boolean answerable,
    @Schema(description = "The contact takes no more messages, on whichever channel that was said")
        boolean optedOut,
    Channel channel,
    @Schema(nullable = true) String contactName,
    @Schema(nullable = true) String contactId,
    @Schema(
            nullable = true,
            description = "Whom answers reach: who wrote first on our side; null while nobody did")
        String ownerId,
    @Schema(nullable = true) String ownerName,
    @Schema(nullable = true, description = "The number of ours that the thread goes through")
        String ourNumber,
    @Schema(
            nullable = true,
            description = "WhatsApp only: of the number of ours that they wrote to last")
        WindowState window,
    @Schema(description = "Messages of the contact that nobody has read yet") int unread,
    @Schema(nullable = true) Instant lastMessageAt,
    Instant createdAt) {

  public static ConversationView of(ConversationRow row, boolean optedOut, Instant now) {
    WindowState window =
        row.channel == Channel.WHATSAPP ? WindowState.of(row.windows().latest(), now) : null;
    Party.Kind kind = row.contact().kind();
    return new ConversationView(
        row.key.id(),
        row.contact.isEmpty() ? null : row.contact,
        kind.wire(),
        kind == Party.Kind.PHONE && !optedOut,
        optedOut,
        row.channel,
        row.contactName,
        row.contactId,
        row.ownerId,
        row.ownerName,
        row.ourNumber,
        window,
        row.unread,
        row.lastMessageAt,
        row.createdAt);
  }
}
