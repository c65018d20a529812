package dev.ramal.messaging.carrier.telnyx;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pages of one list of messages, newest first, as far as they were read. That Telnyx keeps the
 * order is seen in the pages and not believed: a list in another order is read to its end.
 */
final class MessageDetailRecords {
  static final int PAGE = 50;

  /** Of one look: together with as many look-ups it ends within its lease. */
  static final int PAGES = 200;

  /** Messages that are looked up in one look, one by one. */
  static final int LOOK_UPS = 500;

  private final Instant from;
  private final Instant to;
  private final List<DetailRecord> inbound = new ArrayList<>();
  private Instant last = Instant.MAX;
  private boolean newestFirst = true;
  private int pages;
  private boolean hidden;

  MessageDetailRecords(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** One record; a field may be null. */
  record DetailRecord(String uuid, String direction, OffsetDateTime createdAt) {
    private boolean isInbound(Instant from, Instant to) {
      return uuid != null
          && "inbound".equals(direction)
          && createdAt != null
          && !at().isBefore(from)
          && !at().isAfter(to);
    }

    private Instant at() {
      return createdAt.toInstant();
    }
  }

  /**
   * What is to be looked up.
   *
   * @param until up to when nothing is left out
   */
  record LookUps(List<String> ids, Instant until) {}

  /**
   * @return whether the next page may hold more of the time that is asked for
   */
  boolean add(List<DetailRecord> page) {
    pages++;
    for (DetailRecord record : page) {
      if (record.isInbound(from, to)) {
        inbound.add(record);
      }
      if (record.createdAt() != null) {
        newestFirst &= !record.at().isAfter(last);
        last = record.at();
      }
    }
    boolean ended = page.size() < PAGE || newestFirst && last.isBefore(from);
    hidden = !ended && pages == PAGES;
    return !ended && !hidden;
  }

  int nextPage() {
    return pages + 1;
  }

  /** Whether the list goes on where we stopped. */
  boolean isHidden() {
    return hidden;
  }

  List<String> ids() {
    return inbound.stream().map(DetailRecord::uuid).distinct().toList();
  }

  /** The oldest of those that nobody told us of; what is left is for the next look. */
  LookUps lookUps(List<String> unknown) {
    Set<String> wanted = new HashSet<>(unknown);
    List<DetailRecord> due =
        inbound.stream()
            .filter(record -> wanted.remove(record.uuid()))
            .sorted(Comparator.comparing(DetailRecord::at))
            .toList();
    List<DetailRecord> now = due.subList(0, Math.min(LOOK_UPS, due.size()));
    return new LookUps(
        now.stream().map(DetailRecord::uuid).toList(),
        now.size() == due.size() ? to : now.get(now.size() - 1).at());
  }
}
