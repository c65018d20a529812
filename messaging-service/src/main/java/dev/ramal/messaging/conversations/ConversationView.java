package dev.ramal.messaging.conversations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ramal.events.Channel;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A thread as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Conversation")
public record ConversationView(
    String id,
    @Schema(description = "E.164, with the ninth digit of Brazilian mobiles") String contact,
    Channel channel,
    String contactName,
    String contactId,
    @Schema(description = "Who wrote last on our side; absent while nobody answered")
        String ownerId,
    String ownerName,
    @Schema(description = "The number of ours that the thread goes through") String ourNumber,
    @Schema(description = "WhatsApp only") WindowState window,
    Instant lastMessageAt,
    Instant createdAt) {

  public static ConversationView of(ConversationRow row, Instant now) {
    WindowState window = row.channel == Channel.WHATSAPP ? WindowState.of(row.window(), now) : null;
    return new ConversationView(
        row.key.id(),
        row.contact,
        row.channel,
        row.contactName,
        row.contactId,
        row.ownerId,
        row.ownerName,
        row.ourNumber,
        window,
        row.lastMessageAt,
        row.createdAt);
  }
}
