package dev.ramal.messaging.conversations;

import dev.ramal.events.Channel;
import dev.ramal.messaging.lifecycle.RowKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** The thread of one contact on one channel. */
@Entity
@Table(name = "conversation")
public class ConversationRow {
  @EmbeddedId public RowKey key;

  /** E.164, spelled as {@link dev.ramal.numbering.Spellings#current} does. */
  public String contact;

  @Enumerated(EnumType.STRING)
  public Channel channel;

  @Column(name = "contact_name")
  public String contactName;

  @Column(name = "contact_id")
  public String contactId;

  /** Who wrote last on our side; null while nobody answered. */
  @Column(name = "owner_id")
  public String ownerId;

  @Column(name = "owner_name")
  public String ownerName;

  /** The number of ours that the thread goes through. */
  @Column(name = "our_number")
  public String ourNumber;

  @Column(name = "connection_id")
  public String connectionId;

  @Column(name = "last_inbound_at")
  public Instant lastInboundAt;

  @Column(name = "last_message_at")
  public Instant lastMessageAt;

  @Column(name = "created_at")
  public Instant createdAt;
}
