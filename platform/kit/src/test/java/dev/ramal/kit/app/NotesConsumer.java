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
import io.quarkus.arc.properties.IfBuildProperty;
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
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
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
                    session,
                    events.create(event.tenant(), Topics.CRM, event.subject(), event.id(), note)));
  }

  private Uni<Void> behave(Mutiny.Session session, ReceivedEvent event, RecordingErased note) {
    return switch (note.recordingId()) {
      case "ok" -> Uni.createFrom().voidItem();
      case "poison" -> Uni.createFrom().failure(new IllegalStateException("a bug"));
      case "poison-json" ->
          Uni.createFrom()
              .item(() -> EventJson.read("{not json", RecordingErased.class))
              .replaceWithVoid();
      case "poison-file" ->
          Uni.createFrom().failure(new UncheckedIOException(new IOException("a file")));
      case "poison-parameter" ->
          session
              .createNativeQuery("update notes set body = '' where id = '' and :n = 1")
              .setParameter("n", "one")
              .executeUpdate()
              .replaceWithVoid();
      case "too-late" -> fail(new Failure.TooLate("already closed"));
      case "rejected" -> fail(new Failure.Rejected("NOTE-1", "not wanted"));
      case "malformed" -> fail(new Failure.Malformed("note", "no such behaviour"));
      case "second-time" ->
          event.attempt() > 1 ? Uni.createFrom().voidItem() : fail(new Failure.NotYet("wait"));
      default -> fail(new Failure.NotYet("unknown behaviour"));
    };
  }

  private static Uni<Void> fail(Failure failure) {
    return Uni.createFrom().failure(new FailureException(failure));
  }
}
