package dev.ramal.messaging.lifecycle;

import dev.ramal.events.TenantId;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.lifecycle.OldMessages.Counted;
import dev.ramal.messaging.lifecycle.OwnMessages.News;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.optouts.OptOut.Said;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The messages that one transaction works on: locked before, changed in memory by {@link
 * ChangeMessage}, then written together. A fact finds what the facts before it have made.
 */
public final class MessageSet {
  private final Map<RowKey, MessageRow> rows = new HashMap<>();
  private final Map<CarriersMessage, MessageId> names;
  private final Map<RowKey, MessageRow> changed = new LinkedHashMap<>();
  private final List<OutboxEntry> told = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final List<Said> optedOut = new ArrayList<>();
  private final List<United> united = new ArrayList<>();
  private final Set<Counted> counted = new LinkedHashSet<>();
  private final Set<News> news = new LinkedHashSet<>();

  /**
   * Two contacts of an organization that turned out to be one.
   *
   * @param before the name that is used no more
   */
  public record United(TenantId tenant, Party before, Party now) {}

  /**
   * @param names what is known of the messages that carriers named
   */
  MessageSet(Collection<MessageRow> locked, Map<CarriersMessage, MessageId> names) {
    locked.forEach(row -> rows.put(row.key, row));
    this.names = new HashMap<>(names);
  }

  /** For messages that do not exist yet. */
  public static MessageSet ofNew() {
    return new MessageSet(List.of(), Map.of());
  }

  /** Null when the organization has no such message. */
  public MessageRow find(TenantId tenant, MessageId id) {
    return rows.get(RowKey.of(tenant, id.value()));
  }

  /** Whether it is there, and locked. */
  public boolean holds(RowKey message) {
    return rows.containsKey(message);
  }

  /** Null when the organization has no such message. */
  public MessageId idOf(CarriersMessage name) {
    return names.get(name);
  }

  /**
   * @param events that follow from the change
   */
  void changed(MessageRow row, List<OutboxEntry> events) {
    rows.put(row.key, row);
    changed.put(row.key, row);
    told.addAll(events);
    if (row.progress.carrierMessageId() != null) {
      names.put(row.name(), new MessageId(row.key.id()));
    }
  }

  Collection<MessageRow> changed() {
    return changed.values();
  }

  List<OutboxEntry> told() {
    return told;
  }

  /** What it amounts to has changed, or it is new: sums of its day hold no more. */
  void counted(MessageRow row) {
    MessageDetails details = row.asFarAsReadable().details();
    counted.add(new Counted(details.tenant(), details.createdAt()));
  }

  List<Counted> counted() {
    return List.copyOf(counted);
  }

  void news(MessageDetails details) {
    news.add(new News(details.tenant(), details.id()));
  }

  List<News> news() {
    return List.copyOf(news);
  }

  void united(List<United> contacts) {
    united.addAll(contacts);
  }

  List<United> united() {
    return united;
  }

  /** Somebody has opted out or in. */
  void said(Said change) {
    said.add(change);
  }

  List<Said> said() {
    return said;
  }

  /** Ids of messages by which contacts have opted out, also those who had before. */
  public Set<MessageId> leaving() {
    return said.stream()
        .filter(Said::out)
        .map(each -> new MessageId(each.message()))
        .collect(Collectors.toSet());
  }

  void optedOut(List<Said> news) {
    optedOut.addAll(news);
  }

  /** Whether the contact has opted out by a message of the set, and had not before. */
  public boolean hasOptedOut(MessageId by) {
    return optedOut.stream().anyMatch(said -> said.message().equals(by.value()));
  }
}
