package dev.ramal.crm.timeline;

import dev.ramal.crm.timeline.ItemNews.ItemKey;
import java.time.Instant;

/**
 * What stands in timelines.
 *
 * @param at where it stands: the earliest time that was told of it, so that no correction moves it
 * @param revision how often it has changed since it first stood here
 * @param seq number of the last change in the organization; 0 before it is stored
 */
record TimelineItem(
    ItemKey key,
    TimelineType type,
    Instant at,
    Participants participants,
    long rank,
    int revision,
    long seq,
    ItemDetail detail) {

  static TimelineItem of(ItemNews news) {
    return new TimelineItem(
        news.item(),
        news.type(),
        news.at(),
        news.participants() == null ? Participants.UNKNOWN : news.participants(),
        news.rank(),
        0,
        0,
        news.detail());
  }

  /** As it is known once this, too, was told: the same in whatever order, however often. */
  TimelineItem with(ItemNews news) {
    boolean newer = news.rank() > rank;
    return new TimelineItem(
        key,
        type,
        news.at().isBefore(at) ? news.at() : at,
        participants(news, newer),
        Math.max(rank, news.rank()),
        revision,
        seq,
        detail.with(news.detail(), newer));
  }

  /** A call's end tells the whole, of a message each event tells a part. */
  private Participants participants(ItemNews news, boolean newer) {
    if (news.participants() == null) {
      return participants;
    }
    return switch (type) {
      case SMS, WHATSAPP -> participants.orElse(news.participants());
      default -> newer ? news.participants() : participants;
    };
  }

  TimelineItem with(Participants others) {
    return new TimelineItem(key, type, at, others, rank, revision, seq, detail);
  }

  TimelineItem with(ItemDetail changed) {
    return new TimelineItem(key, type, at, participants, rank, revision, seq, changed);
  }

  /** Changed once more, and stored under a number. */
  TimelineItem changed(int revisions, long number) {
    return new TimelineItem(key, type, at, participants, rank, revisions, number, detail);
  }
}
