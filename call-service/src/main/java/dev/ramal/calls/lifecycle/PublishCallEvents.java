package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.live.CallTimeline;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Publishes the events of a call to the platform and to live subscribers, in one transaction. */
@ApplicationScoped
public class PublishCallEvents {
  private final Events events;
  private final Outbox outbox;
  private final CallTimeline timeline;

  PublishCallEvents(Events events, Outbox outbox, CallTimeline timeline) {
    this.events = events;
    this.outbox = outbox;
    this.timeline = timeline;
  }

  /**
   * @param causation id of the event or command that led here; null at the root
   */
  public Uni<Void> publish(
      Mutiny.Session session, Call call, List<Record> happened, String causation) {
    if (happened.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<? extends Event<?>> wrapped =
        happened.stream()
            .map(
                data ->
                    events.create(call.tenant(), Topics.CALLS, call.id().value(), causation, data))
            .toList();
    return timeline.append(session, call, wrapped).chain(() -> outbox.appendAll(session, wrapped));
  }
}
