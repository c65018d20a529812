package dev.ramal.crm.timeline;

import dev.ramal.events.crm.ContactLinked;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.notify.Notifier;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps what is told as items of timelines, a set of events with four statements.
 *
 * <p>Failure policy: events may come twice, late and in any order, and what belongs to a call
 * before the call. What is older than timelines are kept is not taken in again: a topic that is
 * read anew brings nothing back.
 */
@ApplicationScoped
class RecordTimeline implements BatchHandler {
  private final TimelineRepository timelines;
  private final TimelineConfig config;
  private final Notifier notifier;
  private final Clock clock;

  RecordTimeline(
      TimelineRepository timelines, TimelineConfig config, Notifier notifier, Clock clock) {
    this.timelines = timelines;
    this.config = config;
    this.notifier = notifier;
    this.clock = clock;
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(ContactLinked.TYPE) || ReadNews.isToldBy(event);
  }

  @Override
  public Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    Instant oldest = clock.instant().minus(config.keep());
    Map<Delivery, ItemNews> told = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      delivery.attempt(
          () -> {
            if (delivery.event().is(ContactLinked.TYPE)) {
              wake(sql, delivery.event());
              return;
            }
            ReadNews.of(delivery.event())
                .ifPresent(news -> told.put(delivery, notOlder(news, oldest)));
          });
    }
    return told.isEmpty()
        ? Uni.createFrom().voidItem()
        : timelines.lockAll(sql, keys(told.values())).chain(set -> store(sql, set, told));
  }

  private static ItemNews notOlder(ItemNews news, Instant oldest) {
    if (news.at().isBefore(oldest)) {
      throw new FailureException(new Failure.TooLate("older than timelines are kept"));
    }
    return news;
  }

  private Uni<Void> store(Sql sql, InteractionSet set, Map<Delivery, ItemNews> told) {
    told.forEach((by, news) -> by.attempt(() -> set.take(news)));
    List<TimelineItem> changed = set.changed();
    wakes(changed).forEach(wake -> wakeAfterCommit(sql, wake));
    return timelines.write(sql, set, changed);
  }

  private static List<TimelineWake> wakes(List<TimelineItem> changed) {
    return changed.stream()
        .collect(Collectors.groupingBy(item -> item.key().tenant()))
        .entrySet()
        .stream()
        .map(of -> TimelineWake.of(of.getKey(), of.getValue()))
        .toList();
  }

  /** Who follows the timeline of the contact looks which phones it has now. */
  private void wake(Sql sql, ReceivedEvent event) {
    wakeAfterCommit(
        sql, TimelineWake.ofContact(event.tenant(), event.data(ContactLinked.class).contactId()));
  }

  private void wakeAfterCommit(Sql sql, TimelineWake wake) {
    sql.afterCommit(() -> notifier.tell(TimelineStreams.CHANNEL, wake.payload()));
  }

  private static List<InteractionKey> keys(Iterable<ItemNews> told) {
    List<InteractionKey> keys = new ArrayList<>();
    for (ItemNews news : told) {
      keys.add(news.interaction());
      if (news.replyTo() != null) {
        keys.add(news.replyTo());
      }
    }
    return keys;
  }
}
