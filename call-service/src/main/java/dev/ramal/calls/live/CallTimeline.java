package dev.ramal.calls.live;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps what was published about a call, in the transaction that publishes it. A trigger notifies
 * every replica at the commit, so that a subscriber hears within milliseconds wherever it is
 * connected; a rollback tells nobody.
 */
@ApplicationScoped
public class CallTimeline {
  private static final String OF_CALL =
      """
      select tenant, event_id, call_id, agent_id, type, status, at, data, told_at
      from call_news where tenant = :tenant and call_id = :call order by seq
      """;

  private static final String FORGET =
      """
      delete from call_news where (tenant, event_id) in (
        select tenant, event_id from call_news
        where told_at < :before order by told_at limit :most for update skip locked)
      """;

  private final Clock clock;

  CallTimeline(Clock clock) {
    this.clock = clock;
  }

  /** Makes the events of a call part of the session's transaction, in this order. */
  public Uni<Void> append(Mutiny.Session session, Call call, List<? extends Event<?>> events) {
    String status = call.status().wire();
    Instant now = clock.instant();
    Object[] rows =
        events.stream()
            .map(event -> TimelineRow.of(call.tenant(), entry(call, event, status), now))
            .toArray();
    return rows.length == 0 ? Uni.createFrom().voidItem() : session.persistAll(rows);
  }

  /** All entries of a call, oldest first. */
  public Uni<List<TimelineEntry>> of(Mutiny.Session session, TenantId tenant, CallId call) {
    return session
        .createNativeQuery(OF_CALL, TimelineRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("call", call.value())
        .getResultList()
        .map(rows -> rows.stream().map(TimelineRow::entry).toList());
  }

  /**
   * Forgets old entries of all organizations.
   *
   * @return how many
   */
  public Uni<Integer> forget(Mutiny.Session session, Instant before, int most) {
    return session
        .createNativeQuery(FORGET)
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }

  /** The last word of the published type. */
  static String type(Event<?> event) {
    String published = event.type();
    return published.substring(published.lastIndexOf('.') + 1);
  }

  private static TimelineEntry entry(Call call, Event<?> event, String status) {
    Integer seconds = event.data() instanceof CallEnded ended ? ended.talkSeconds() : null;
    return new TimelineEntry(
        event.id(),
        type(event),
        call.id().value(),
        status,
        call.details().agentId(),
        event.time(),
        seconds);
  }

  /**
   * One thing that was published about a call.
   *
   * @param eventId of the event that is also published; resume by it, drop repetitions by it
   * @param type short name of the event
   * @param status of the call after it
   * @param agentId whose call it is; null for an inbound call nobody took
   * @param seconds talk time, once the call has ended; else null
   */
  public record TimelineEntry(
      String eventId,
      String type,
      String callId,
      String status,
      String agentId,
      Instant at,
      Integer seconds) {}
}
