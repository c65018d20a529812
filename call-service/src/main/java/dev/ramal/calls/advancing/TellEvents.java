package dev.ramal.calls.advancing;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.live.CallNews;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells the events of a call to the platform and to those who watch, in one transaction. */
@ApplicationScoped
public class TellEvents {
  private final Events events;
  private final Outbox outbox;
  private final CallNews news;

  TellEvents(Events events, Outbox outbox, CallNews news) {
    this.events = events;
    this.outbox = outbox;
    this.news = news;
  }

  /**
   * @param causation id of the event or command that led here; null at the root
   */
  public Uni<Void> run(Mutiny.Session session, Call call, List<Record> told, String causation) {
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<? extends Event<?>> wrapped =
        told.stream()
            .map(
                data ->
                    events.create(call.tenant(), Topics.CALLS, call.id().value(), causation, data))
            .toList();
    return news.tell(session, call, wrapped).chain(() -> outbox.appendAll(session, wrapped));
  }
}
