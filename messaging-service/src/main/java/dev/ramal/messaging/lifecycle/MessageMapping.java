package dev.ramal.messaging.lifecycle;

import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.StatusTimestamps;

/** Row and message, each from the other. */
final class MessageMapping {
  private MessageMapping() {}

  static Message read(MessageRow row) {
    return new Message(details(row), progress(row));
  }

  static MessageRow write(Message message) {
    MessageDetails details = message.details();
    MessageRow row = new MessageRow();
    row.key = RowKey.of(details.tenant(), details.id().value());
    row.conversationId = details.conversationId();
    row.direction = details.direction();
    row.channel = details.channel();
    row.from = details.from().value();
    row.to = details.to().value();
    row.body = details.body();
    row.carrier = details.carrier();
    row.connectionId = details.connectionId();
    row.contactId = details.contactId();
    row.createdAt = details.createdAt();
    if (details.author() != null) {
      row.authorId = details.author().userId();
      row.authorName = details.author().name();
    }
    writeProgress(message.progress(), row);
    return row;
  }

  static void writeProgress(MessageProgress progress, MessageRow row) {
    row.state = progress.state();
    row.carrierMessageId = progress.carrierMessageId();
    row.segments = progress.segments();
    row.sentAt = progress.at().sent();
    row.deliveredAt = progress.at().delivered();
    row.readAt = progress.at().read();
    row.failedAt = progress.at().failed();
    row.failureCode = progress.cause() == null ? null : progress.cause().code();
    row.failureReason = progress.cause() == null ? null : progress.cause().reason();
    row.costAmount = progress.cost() == null ? null : progress.cost().amount();
    row.costCurrency = progress.cost() == null ? null : progress.cost().currency();
  }

  private static MessageDetails details(MessageRow row) {
    return new MessageDetails(
        new MessageId(row.key.id()),
        TenantId.of(row.key.tenant()),
        row.direction,
        row.channel,
        row.conversationId,
        E164.of(row.from),
        E164.of(row.to),
        row.body,
        row.carrier,
        row.connectionId,
        row.authorId == null ? null : new Author(row.authorId, row.authorName),
        row.contactId,
        row.createdAt);
  }

  private static MessageProgress progress(MessageRow row) {
    boolean caused = row.failureCode != null || row.failureReason != null;
    return new MessageProgress(
        row.state,
        row.carrierMessageId,
        row.segments,
        new StatusTimestamps(row.sentAt, row.deliveredAt, row.readAt, row.failedAt),
        caused ? new FailureCause(row.failureCode, row.failureReason) : null,
        row.costAmount == null ? null : new Money(row.costAmount, row.costCurrency));
  }
}
