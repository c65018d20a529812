package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes finished calls into the store, together with the jobs that write their notes a little
 * later.
 *
 * <p>Failure policy: a recording that comes before the end of its call is kept until the end comes.
 * What is told after the note was begun is written as one short note that follows it; what is told
 * after that one too is counted and not written.
 */
@ApplicationScoped
class RecordFinishedCalls implements BatchHandler {
  private final ActivityRepository activities;
  private final NoteJobs notes;
  private final ActivityConfig config;
  private final Clock clock;
  private final MeterRegistry metrics;

  RecordFinishedCalls(
      ActivityRepository activities,
      NoteJobs notes,
      ActivityConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.activities = activities;
    this.notes = notes;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    Map<Delivery, CallNews> told = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      delivery.attempt(() -> told.put(delivery, CallNews.of(delivery.event())));
    }
    NotePlan plan = new NotePlan();
    return activities
        .lockAll(sql, told.values().stream().map(CallNews::call).toList())
        .invoke(
            set -> {
              TakeCallNews take = new TakeCallNews(set, plan, config, clock.instant(), this::late);
              told.forEach((by, news) -> by.attempt(() -> take.take(news)));
            })
        .chain(set -> store(sql, set, plan));
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return CallNews.isToldBy(event);
  }

  private Uni<Void> store(Sql sql, ActivitySet set, NotePlan plan) {
    Map<Activity, Duration> added = new LinkedHashMap<>();
    plan.added().forEach((note, wait) -> added.put(set.find(note).orElseThrow(), wait));
    Map<Activity, Duration> hurried = new LinkedHashMap<>();
    plan.hurried().forEach((note, within) -> hurried.put(set.find(note).orElseThrow(), within));
    return Sql.together(
        List.of(activities.write(sql, set), notes.append(sql, added), notes.hurry(sql, hurried)));
  }

  private void late(String counter) {
    Counter.builder(counter)
        .description("What was told of calls too late for their notes")
        .register(metrics)
        .increment();
  }
}
