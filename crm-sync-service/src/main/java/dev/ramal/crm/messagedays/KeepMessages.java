package dev.ramal.crm.messagedays;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.prices.NoteSettingsRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps what is told of messages, of organizations that want notes of them, each message once
 * however often and in whichever order its events come.
 *
 * <p>Failure policy: what is told of a day before its note has begun is in that note. What is told
 * later is in one short note that follows it; what is told after that one too is counted and not
 * written.
 */
@ApplicationScoped
class KeepMessages implements BatchHandler {
  private final NoteSettingsRepository settings;
  private final MessageDayRepository days;
  private final ActivityRepository activities;
  private final OpenDayNotes openDayNotes;
  private final MessageDayConfig config;
  private final Clock clock;

  KeepMessages(
      NoteSettingsRepository settings,
      MessageDayRepository days,
      ActivityRepository activities,
      OpenDayNotes openDayNotes,
      MessageDayConfig config,
      Clock clock) {
    this.settings = settings;
    this.days = days;
    this.activities = activities;
    this.openDayNotes = openDayNotes;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return MessageNews.isToldBy(event);
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    Map<MessageNews.Key, MessageNews> told = new TreeMap<>(MessageNews.Key.ORDER);
    for (Delivery delivery : events) {
      delivery.attempt(
          () ->
              MessageNews.of(delivery.event())
                  .ifPresent(news -> told.merge(news.key(), news, MessageNews::with)));
    }
    Set<TenantId> tenants =
        told.values().stream().map(MessageNews::tenant).collect(Collectors.toSet());
    return settings
        .wantingMessages(sql, tenants)
        .map(
            wanting ->
                told.values().stream().filter(news -> wanting.contains(news.tenant())).toList())
        .chain(news -> news.isEmpty() ? Uni.createFrom().voidItem() : keep(sql, news));
  }

  private Uni<Void> keep(Sql sql, List<MessageNews> news) {
    return days.keepDays(sql, daysOf(news), clock.instant())
        .map(kept -> kept.stream().collect(Collectors.toMap(KeptDay::key, Function.identity())))
        .chain(
            kept ->
                activities
                    .lockAbout(sql, closed(kept))
                    .chain(
                        about ->
                            days.keepMessages(sql, news, kept)
                                .chain(untold -> follow(sql, kept, about, untold))));
  }

  private List<KeptDay.New> daysOf(List<MessageNews> news) {
    Map<KeptDay.Key, KeptDay.New> all = new TreeMap<>(KeptDay.Key.ORDER);
    for (MessageNews told : news) {
      KeptDay.Key key = KeptDay.Key.of(told);
      all.computeIfAbsent(
          key, day -> new KeptDay.New(UuidV7.next().toString(), day, dueAt(day), told.causation()));
    }
    return new ArrayList<>(all.values());
  }

  /** Some time after the midnight that ends the day, whatever the clocks do then. */
  private Instant dueAt(KeptDay.Key key) {
    return key.day()
        .plusDays(1)
        .atStartOfDay(MessageNews.SAO_PAULO)
        .toInstant()
        .plus(config.afterMidnight());
  }

  private static Map<String, TenantId> closed(Map<KeptDay.Key, KeptDay> kept) {
    return kept.values().stream()
        .filter(KeptDay::closed)
        .collect(Collectors.toMap(KeptDay::id, KeptDay::tenant));
  }

  private Uni<Void> follow(
      Sql sql, Map<KeptDay.Key, KeptDay> kept, List<Activity> about, List<String> untold) {
    Set<String> ids = Set.copyOf(untold);
    List<KeptDay> late =
        kept.values().stream().filter(day -> day.closed() && ids.contains(day.id())).toList();
    return openDayNotes.afterwards(sql, late, about);
  }
}
