package dev.ramal.messaging.media;

import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.MessageId;

/**
 * A file of a message.
 *
 * @param position in the message, from 0
 */
record MediaKey(TenantId tenant, MessageId message, int position) {

  /** Of a job: message and position. */
  static MediaKey of(TenantId tenant, String subject) {
    int at = subject.lastIndexOf(':');
    return new MediaKey(
        tenant,
        new MessageId(subject.substring(0, at)),
        Integer.parseInt(subject.substring(at + 1)));
  }

  String subject() {
    return message + ":" + position;
  }
}
