package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Direction;
import dev.ramal.events.Media;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import java.util.List;
import java.util.stream.IntStream;

/** What is told of a message that somebody sent us. */
public final class InboundEvents {
  private InboundEvents() {}

  static MessageReceived received(Message message, String contactName) {
    MessageDetails details = message.details();
    return new MessageReceived(
        details.id().value(),
        details.conversationId(),
        details.channel(),
        details.from().value(),
        details.to().value(),
        details.body(),
        media(details),
        details.content(),
        contactName,
        details.replyTo() == null ? null : details.replyTo().message().value(),
        details.replyTo() == null ? null : details.replyTo().inferred(),
        details.carrier(),
        details.connectionId().value(),
        message.progress().carrierMessageId(),
        message.progress().segments(),
        details.createdAt());
  }

  /** At our addresses: the carrier's want its credentials. What we sent stays where it lies. */
  public static List<Media> media(MessageDetails details) {
    if (details.direction() == Direction.OUTBOUND) {
      return details.media();
    }
    return IntStream.range(0, details.media().size())
        .mapToObj(
            position -> {
              Media media = details.media().get(position);
              return new Media(
                  "/api/messages/" + details.id() + "/media/" + position,
                  media.contentType(),
                  media.bytes(),
                  media.sha256());
            })
        .toList();
  }
}
