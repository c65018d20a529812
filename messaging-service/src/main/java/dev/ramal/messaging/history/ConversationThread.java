package dev.ramal.messaging.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.messaging.conversations.ConversationView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A thread and one page of its messages, newest first.
 *
 * @param next cursor of the messages before; null at the beginning of the thread
 */
@Schema(name = "ConversationThread")
public record ConversationThread(
    @JsonUnwrapped ConversationView conversation, List<MessageView> messages, String next) {}
