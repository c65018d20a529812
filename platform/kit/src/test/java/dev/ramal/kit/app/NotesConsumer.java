package dev.ramal.kit.app;

import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes a note and an outbox row for each event, then does what the event asks for. */
@ApplicationScoped
class NotesConsumer {
  @Inject IdempotentConsumer consumer;
  @Inject Outbox outbox;
  @Inject Events events;

  @Incoming("notes")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.with("notes", this::apply);
  }

  Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    if (!event.is(RecordingErased.TYPE)) {
      return Uni.createFrom().voidItem();
    }
    RecordingErased note = event.data(RecordingErased.class);
    return write(session, event, note).chain(() -> behave(session, event, note));
  }

  private Uni<Void> write(Mutiny.Session session, ReceivedEvent event, RecordingErased note) {
    return session
        .createNativeQuery("insert into notes (tenant, id, body) values (:tenant, :id, :body)")
        .setParameter("tenant", event.tenant().value())
        .setParameter("id", note.callId())
        .setParameter("body", note.recordingId())
        .executeUpdate()
        .chain(
            () ->
                outbox.append(
                    Sql.of(session),
                    events.create(event.tenant(), Topics.CRM, event.subject(), event.id(), note)));
  }

  private Uni<Void> behave(Mutiny.Session session, ReceivedEvent event, RecordingErased note) {
    if (note.recordingId().equals("poison-parameter")) {
      return session
          .createNativeQuery("update notes set body = '' where id = '' and :n = 1")
          .setParameter("n", "one")
          .executeUpdate()
          .replaceWithVoid();
    }
    return Uni.createFrom().voidItem().invoke(() -> behave(event, note));
  }

  /** Does what the event asks for, as far as no database is needed. */
  static void behave(ReceivedEvent event, RecordingErased note) {
    switch (note.recordingId()) {
      case "ok", "poison-parameter" -> {}
      case "poison" -> throw new IllegalStateException("a bug");
      case "poison-json" -> EventJson.read("{not json", RecordingErased.class);
      case "poison-file" -> throw new UncheckedIOException(new IOException("a file"));
      case "too-late" -> throw new FailureException(new Failure.TooLate("already closed"));
      case "rejected" -> throw new FailureException(new Failure.Rejected("NOTE-1", "not wanted"));
      case "malformed" ->
          throw new FailureException(new Failure.Malformed("note", "no such behaviour"));
      case "second-time" -> notYet(event.attempt() > 1);
      default -> notYet(false);
    }
  }

  private static void notYet(boolean now) {
    if (!now) {
      throw new FailureException(new Failure.NotYet("wait"));
    }
  }
}
