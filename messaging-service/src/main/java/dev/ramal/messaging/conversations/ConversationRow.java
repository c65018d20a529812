package dev.ramal.messaging.conversations;

import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.Party;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;

/** The thread of one contact on one channel. Hibernate only reads it. */
@Entity
@Immutable
@Table(name = "conversation")
public class ConversationRow {
  private static final String COLUMNS =
      """
      tenant, id, contact, channel, contact_name, contact_id, owner_id, owner_name, our_number,
        connection_id, last_inbound_at, last_message_at, created_at, contact_user_id, windows,
        unread, spoke_id, spoke_name, spoke_at, released_at
      """;

  @EmbeddedId RowKey key;

  /** See {@link Party}. */
  String contact;

  @Enumerated(EnumType.STRING)
  Channel channel;

  /** WhatsApp's id of the person; null when it was never told. */
  @Column(name = "contact_user_id")
  String contactUserId;

  @Column(name = "contact_name")
  String contactName;

  @Column(name = "contact_id")
  String contactId;

  /** Whom answers reach: who wrote first on our side; null while nobody answered. */
  @Column(name = "owner_id")
  String ownerId;

  @Column(name = "owner_name")
  String ownerName;

  /** The number of ours that the thread goes through. */
  @Column(name = "our_number")
  String ourNumber;

  @Column(name = "connection_id")
  String connectionId;

  @Column(name = "last_inbound_at")
  Instant lastInboundAt;

  /** JSON of {@link ServiceWindows}. */
  String windows;

  @Column(name = "last_message_at")
  Instant lastMessageAt;

  @Column(name = "created_at")
  Instant createdAt;

  /** Messages of the contact that nobody has read yet. */
  int unread;

  /** Who of us wrote last; null while nobody did. */
  @Column(name = "spoke_id")
  String spokeId;

  @Column(name = "spoke_name")
  String spokeName;

  @Column(name = "spoke_at")
  Instant spokeAt;

  /** When somebody made it nobody's; null when nobody did. */
  @Column(name = "released_at")
  Instant releasedAt;

  @Transient boolean isNew;

  /** As {@link #read} takes them. */
  public static String columns() {
    return COLUMNS;
  }

  /** From {@link #columns}. */
  public static ConversationRow read(SqlRow columns) {
    ConversationRow row = new ConversationRow();
    row.key = new RowKey(columns.text(0), columns.text(1));
    row.contact = columns.text(2);
    row.channel = Channel.valueOf(columns.text(3));
    row.contactName = columns.text(4);
    row.contactId = columns.text(5);
    row.ownerId = columns.text(6);
    row.ownerName = columns.text(7);
    row.ourNumber = columns.text(8);
    row.connectionId = columns.text(9);
    row.lastInboundAt = columns.instant(10);
    row.lastMessageAt = columns.instant(11);
    row.createdAt = columns.instant(12);
    row.contactUserId = columns.text(13);
    row.windows = columns.text(14);
    row.unread = columns.integer(15);
    row.spokeId = columns.text(16);
    row.spokeName = columns.text(17);
    row.spokeAt = columns.instant(18);
    row.releasedAt = columns.instant(19);
    return row;
  }

  /** A thread that is nowhere yet. */
  static ConversationRow begin(ThreadKey thread, Instant now) {
    ConversationRow row = new ConversationRow();
    row.key = RowKey.of(thread.tenant(), UuidV7.next().toString());
    row.contact = thread.contact().value();
    row.channel = thread.channel();
    row.lastMessageAt = now;
    row.createdAt = now;
    row.windows = new ServiceWindows(Map.of()).write();
    row.isNew = true;
    return row;
  }

  public String id() {
    return key.id();
  }

  /** Whether it is nowhere yet. */
  public boolean isNew() {
    return isNew;
  }

  ThreadKey thread() {
    return new ThreadKey(tenant(), contact(), channel);
  }

  public TenantId tenant() {
    return key.organization();
  }

  public Party contact() {
    return new Party(contact);
  }

  public Channel channel() {
    return channel;
  }

  /** Null while nobody answered. */
  public String ownerId() {
    return ownerId;
  }

  /** The contact in the CRM; null when unknown. */
  public String contactId() {
    return contactId;
  }

  /** The number of ours that the thread goes through; null before its first message. */
  public String ourNumber() {
    return ourNumber;
  }

  /** The account that the thread goes through; null before its first message. */
  public ConnectionId connectionId() {
    return ConnectionId.ofNullable(connectionId);
  }

  /** When the contact wrote last; null for never. */
  public Instant lastInboundAt() {
    return lastInboundAt;
  }

  public ServiceWindows windows() {
    return ServiceWindows.read(windows);
  }

  /** Whoever writes next on our side owns it, and whoever speaks with the contact after now. */
  public void release(Instant now) {
    ownerId = null;
    ownerName = null;
    releasedAt = now;
  }

  /** It is somebody's: answers reach them. */
  public void assign(String userId, String name) {
    ownerId = userId;
    ownerName = name;
  }

  /** Whether anything was ever written in it. */
  boolean hasMessages() {
    return ourNumber != null;
  }

  /** Since when it counts who spoke with the contact. */
  Instant nobodysSince(Instant earliest) {
    return releasedAt == null || releasedAt.isBefore(earliest) ? earliest : releasedAt;
  }

  /**
   * Somebody has read it. Of two readers who come in either order the one who read more counts.
   *
   * @param left how many messages came after the last one that was read
   */
  public void read(int left) {
    unread = Math.min(unread, left);
  }

  public int unread() {
    return unread;
  }

  /** One of us writes. A thread stays with whoever owns it: answers reach them. */
  public void continueWith(MessageDetails outbound) {
    ourNumber = outbound.from().value();
    connectionId = outbound.connectionId().value();
    if (ownerId == null) {
      ownerId = outbound.author().userId();
      ownerName = outbound.author().name();
    }
    spokeId = outbound.author().userId();
    spokeName = outbound.author().name();
    spokeAt = outbound.createdAt();
    contactId = outbound.contactId();
    lastMessageAt = outbound.createdAt();
  }

  /** The name of the contact, told of a message that is known already. */
  public void name(String told) {
    contactName = contactName == null ? told : contactName;
  }

  /**
   * The contact writes. A late message must neither close the window again nor take the thread
   * over.
   *
   * @param name of the contact, as the channel tells it; null when it does not
   * @param userId WhatsApp's id of the person; null when not said
   */
  public void answeredWith(MessageDetails inbound, String name, String userId) {
    contactUserId = userId == null ? contactUserId : userId;
    unread++;
    Instant at = inbound.createdAt();
    if (channel == Channel.WHATSAPP) {
      windows = windows().with(inbound.to().value(), at).write();
    }
    if (lastInboundAt == null || at.isAfter(lastInboundAt)) {
      lastInboundAt = at;
      ourNumber = inbound.to().value();
      connectionId = inbound.connectionId().value();
      contactName = name == null ? contactName : name;
    }
    if (at.isAfter(lastMessageAt)) {
      lastMessageAt = at;
    }
  }
}
