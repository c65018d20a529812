package dev.ramal.messaging.lifecycle;

import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.events.Media;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageState;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A message as it is stored; {@link MessageMapping} reads and writes it. */
@Entity
@Table(name = "message")
public class MessageRow {
  @EmbeddedId public RowKey key;

  @Column(name = "conversation_id")
  public String conversationId;

  @Enumerated(EnumType.STRING)
  public Direction direction;

  @Enumerated(EnumType.STRING)
  public Channel channel;

  @Column(name = "from_number")
  public String from;

  @Column(name = "to_number")
  public String to;

  public String body;

  /** JSON; null without media. */
  public String media;

  /** Our id of the message that this one answers. */
  @Column(name = "reply_to")
  public String replyTo;

  @Convert(converter = CarrierColumn.class)
  public Carrier carrier;

  @Column(name = "connection_id")
  public String connectionId;

  @Column(name = "carrier_message_id")
  public String carrierMessageId;

  @Column(name = "author_id")
  public String authorId;

  @Column(name = "author_name")
  public String authorName;

  @Column(name = "contact_id")
  public String contactId;

  @Column(name = "created_at")
  public Instant createdAt;

  @Enumerated(EnumType.STRING)
  public MessageState state;

  public int segments;

  @Column(name = "sent_at")
  public Instant sentAt;

  @Column(name = "delivered_at")
  public Instant deliveredAt;

  @Column(name = "read_at")
  public Instant readAt;

  @Column(name = "failed_at")
  public Instant failedAt;

  @Column(name = "failure_code")
  public String failureCode;

  @Column(name = "failure_reason")
  public String failureReason;

  @Column(name = "cost_amount")
  public BigDecimal costAmount;

  @Column(name = "cost_currency")
  public String costCurrency;

  /** How often it was handed to a carrier. */
  public int attempts;

  /** When to hand it over; null when that is done. */
  @Column(name = "due_at")
  public Instant dueAt;

  @Column(name = "handed_over_at")
  public Instant handedOverAt;

  /** How often the carrier was asked since the last news. */
  public int questions;

  /** When to ask the carrier about it; null when nothing is open. */
  @Column(name = "ask_at")
  public Instant askAt;

  public Message message() {
    return MessageMapping.read(this);
  }

  /** Takes over what can change. */
  public void take(Message message) {
    MessageMapping.writeProgress(message.progress(), this);
  }

  /** A row for a new message. */
  public static MessageRow of(Message message) {
    return MessageMapping.write(message);
  }

  public List<Media> mediaList() {
    return MediaJson.read(media);
  }
}
