package dev.ramal.kit.app;

import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Writes the notes and the outbox rows of a set of events, as far as the events allow it. */
@ApplicationScoped
class NoteSetsConsumer {
  private static final String WRITE =
      "insert into notes (tenant, id, body) select * from unnest($1::text[], $2::text[],"
          + " $3::text[])";

  @Inject IdempotentConsumer consumer;
  @Inject Outbox outbox;
  @Inject Events events;

  @Incoming("note-sets")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches("note-sets", this::apply);
  }

  private Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    List<Delivery> wanted =
        deliveries.stream()
            .filter(delivery -> delivery.event().is(RecordingErased.TYPE))
            .filter(this::behave)
            .toList();
    List<OutboxEntry> caused = new ArrayList<>();
    for (Delivery delivery : wanted) {
      caused.add(delivery.traced(() -> entry(delivery)));
    }
    return Sql.together(
        List.of(
            sql.query(
                WRITE,
                Columns.of(wanted)
                    .text(delivery -> delivery.event().tenant())
                    .text(delivery -> note(delivery).callId())
                    .text(delivery -> note(delivery).recordingId())
                    .parameters()),
            outbox.appendAll(sql, caused),
            wanted.stream().anyMatch(d -> note(d).recordingId().equals("poison-parameter"))
                ? sql.query("update notes set body = '' where id = '' and $1::int = 1", "one")
                : Uni.createFrom().voidItem()));
  }

  /** Whether the event is to be applied; one that is not is refused here. */
  private boolean behave(Delivery delivery) {
    try {
      NotesConsumer.behave(delivery.event(), note(delivery));
      return true;
    } catch (FailureException e) {
      delivery.refuse(e);
      return false;
    }
  }

  private OutboxEntry entry(Delivery delivery) {
    var event = delivery.event();
    return OutboxEntry.of(
        events.create(event.tenant(), Topics.CRM, event.subject(), event.id(), note(delivery)));
  }

  private static RecordingErased note(Delivery delivery) {
    return delivery.event().data(RecordingErased.class);
  }
}
