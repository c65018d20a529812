package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.live.CallTimeline;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Publishes the events of calls to the platform and to live subscribers, in one transaction. */
@ApplicationScoped
class PublishCallEvents {
  private final Events events;
  private final Outbox outbox;
  private final CallTimeline timeline;
  private final CountCalls counts;

  PublishCallEvents(Events events, Outbox outbox, CallTimeline timeline, CountCalls counts) {
    this.events = events;
    this.outbox = outbox;
    this.timeline = timeline;
    this.counts = counts;
  }

  /**
   * @param call as it is after what happened
   * @param causation id of the event or command that led here; null at the root
   */
  List<PublishedEvent> of(Call call, List<Record> happened, String causation) {
    return happened.stream().map(data -> published(call, data, causation)).toList();
  }

  private PublishedEvent published(Call call, Record data, String causation) {
    Event<?> event = events.create(call.tenant(), Topics.CALLS, call.id().value(), causation, data);
    return new PublishedEvent(OutboxEntry.of(event), CallTimeline.entry(call, event));
  }

  /** The statements that publish what happened, in this order. */
  List<Uni<?>> publish(Sql sql, List<PublishedEvent> happened) {
    if (happened.isEmpty()) {
      return List.of();
    }
    sql.afterCommit(() -> counts.count(happened));
    return List.of(
        timeline.append(sql, happened.stream().map(PublishedEvent::told).toList()),
        outbox.appendAll(sql, happened.stream().map(PublishedEvent::entry).toList()));
  }
}
