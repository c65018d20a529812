package dev.ramal.kit.app;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.testkit.Postgres;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Words of the small application that tests the kit. A note is written for each event. */
public final class Notes {
  public static final Postgres DATABASE = Postgres.database("kit");

  private Notes() {}

  /** A new id that no other test uses. */
  public static String newId() {
    return UuidV7.next().toString();
  }

  /**
   * @param id of the note, and of the aggregate that keeps order
   * @param behaviour what the consumer is to do: see {@link NotesConsumer}
   */
  public static Event<RecordingErased> event(TenantId tenant, String id, String behaviour) {
    return event(tenant, id, id, behaviour);
  }

  /**
   * @param key the aggregate that keeps order
   */
  public static Event<RecordingErased> event(
      TenantId tenant, String key, String id, String behaviour) {
    return event(Topics.CALLS, tenant, key, id, behaviour);
  }

  /**
   * @param topic whose consumer is to write it
   */
  public static Event<RecordingErased> event(
      String topic, TenantId tenant, String key, String id, String behaviour) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new Event<>(
        UuidV7.next().toString(),
        "/kit-test",
        key,
        now,
        tenant,
        null,
        topic,
        tenant + ":" + key,
        new RecordingErased(id, behaviour, key, now, null, null));
  }

  public static long count(TenantId tenant, String id) {
    return DATABASE.count("notes where tenant = ? and id = ?", tenant.value(), id);
  }

  /** The header names are those of {@link EventHeaders}. */
  public static boolean isRemembered(Event<?> event) {
    return DATABASE.count("inbox where event_id = ?", event.id()) == 1;
  }
}
