package dev.ramal.messaging.history;

import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;

/**
 * A message as it is read for people: one that cannot be read whole holds up no list.
 *
 * @param message without files, content and template where these cannot be read
 * @param unreadable whether they cannot
 */
public record SeenMessage(Message message, boolean unreadable) {
  public static SeenMessage of(MessageRow row) {
    return row.readable()
        .map(message -> new SeenMessage(message, false))
        .orElseGet(() -> new SeenMessage(row.asFarAsReadable(), true));
  }

  String id() {
    return message.details().id().value();
  }
}
