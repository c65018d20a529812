package dev.ramal.calls.live;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.events.calls.AnnouncementSpoken;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallDialed;
import dev.ramal.events.calls.CallHeld;
import dev.ramal.events.calls.CallMuted;
import dev.ramal.events.calls.CallResumed;
import dev.ramal.events.calls.CallRinging;
import dev.ramal.events.calls.CallTransferred;
import dev.ramal.events.calls.CallUnmuted;
import dev.ramal.events.calls.ConsentGiven;
import dev.ramal.events.calls.ConsentRefused;
import dev.ramal.events.calls.ControlRefused;
import dev.ramal.events.calls.DigitsSent;
import dev.ramal.events.calls.RecordingPaused;
import dev.ramal.events.calls.RecordingResumed;
import dev.ramal.events.calls.TransferFailed;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what was published about a call, in the transaction that publishes it. A trigger notifies
 * every replica at the commit, so that a subscriber hears within milliseconds wherever it is
 * connected; a rollback tells nobody.
 */
@ApplicationScoped
public class CallTimeline {
  private static final String APPEND =
      """
      insert into call_news (tenant, event_id, call_id, agent_id, type, status, at, data, told_at)
      select *, $9::timestamptz from unnest($1::text[], $2::text[], $3::text[], $4::text[],
        $5::text[], $6::text[], $7::timestamptz[], $8::text[])
      """;

  private static final String OF_CALL =
      "select data from call_news where tenant = $1 and call_id = $2 order by seq";

  private static final String FORGET =
      """
      delete from call_news where ctid = any(array(
        select ctid from (
          select ctid, told_at from call_news
          order by seq limit $2::int for update skip locked) oldest
        where told_at < $1))
      returning 1
      """;

  private final Clock clock;

  CallTimeline(Clock clock) {
    this.clock = clock;
  }

  /** Makes the entries part of the transaction, in this order. */
  public Uni<Void> append(Sql sql, List<NewEntry> entries) {
    return sql.query(
            APPEND,
            Columns.of(entries)
                .text(NewEntry::tenant)
                .text(row -> row.entry().eventId())
                .text(row -> row.entry().callId())
                .text(row -> row.entry().agentId())
                .text(row -> row.entry().type())
                .text(row -> row.entry().status())
                .instant(row -> row.entry().at())
                .text(row -> EventJson.write(row.entry()))
                .scalar(clock.instant())
                .parameters())
        .replaceWithVoid();
  }

  /** All entries of a call, oldest first. */
  public Uni<List<TimelineEntry>> of(Sql sql, TenantId tenant, CallId call) {
    return sql.query(OF_CALL, tenant.value(), call.value())
        .map(
            rows ->
                rows.stream()
                    .map(row -> EventJson.read(row.text(0), TimelineEntry.class))
                    .toList());
  }

  /**
   * Forgets old entries of all organizations.
   *
   * @return how many
   */
  public Uni<Integer> forget(Sql sql, Instant before, int most) {
    Object[] parameters = Columns.of(List.of()).scalar(before).scalar(most).parameters();
    return sql.query(FORGET, parameters).map(List::size);
  }

  /** The last word of the published type. */
  static String type(Event<?> event) {
    String published = event.type();
    return published.substring(published.lastIndexOf('.') + 1);
  }

  /**
   * @param call as it is after the event
   */
  public static NewEntry entry(Call call, Event<?> event) {
    CallDetails details = call.details();
    return new NewEntry(
        call.tenant(),
        new TimelineEntry(
            event.id(),
            type(event),
            call.id().value(),
            call.status().wire(),
            details.agentId(),
            leg(event.data()),
            details.direction(),
            details.from(),
            details.to(),
            event.time(),
            talkSeconds(call, event)));
  }

  /** Of an agent, beside any call. */
  public static NewEntry entry(TenantId tenant, Event<?> event, AgentStatusChanged changed) {
    return new NewEntry(
        tenant,
        new TimelineEntry(
            event.id(),
            type(event),
            null,
            changed.status().wire(),
            changed.agentId(),
            null,
            null,
            null,
            null,
            event.time(),
            null));
  }

  private static LegName leg(Object data) {
    if (data instanceof CallDialed dialed) {
      return dialed.leg();
    }
    if (data instanceof CallCosted costed) {
      return costed.leg();
    }
    if (data instanceof ControlRefused refused) {
      return refused.leg();
    }
    if (data instanceof CallTransferred transferred) {
      return transferred.to();
    }
    if (data instanceof TransferFailed failed) {
      return failed.to();
    }
    if (data instanceof CallMuted muted) {
      return muted.leg();
    }
    if (data instanceof CallUnmuted unmuted) {
      return unmuted.leg();
    }
    boolean ofLead =
        data instanceof CallRinging
            || data instanceof CallAnswered
            || data instanceof CallHeld
            || data instanceof CallResumed
            || data instanceof DigitsSent
            || data instanceof RecordingPaused
            || data instanceof RecordingResumed
            || data instanceof AnnouncementSpoken
            || data instanceof ConsentGiven
            || data instanceof ConsentRefused;
    return ofLead ? LegName.LEAD : null;
  }

  private static int talkSeconds(Call call, Event<?> event) {
    if (call.state().result() != null) {
      return call.state().result().talkSeconds();
    }
    Instant answered = call.state().answeredAt();
    return answered == null || answered.isAfter(event.time())
        ? 0
        : (int) Duration.between(answered, event.time()).toSeconds();
  }

  /** An entry that is to be stored. */
  public record NewEntry(TenantId tenant, TimelineEntry entry) {}

  /**
   * One thing that was published about a call, or about an agent.
   *
   * @param eventId of the event that is also published; resume by it, drop repetitions by it
   * @param type short name of the event
   * @param callId null for what is told of an agent
   * @param status of the call after it, or of the agent
   * @param agentId whose call it is; null for an inbound call nobody took
   * @param leg which phone it is about; null for the call as a whole
   * @param from caller id of an outbound call, the caller of an inbound one
   * @param to the lead's number, or ours that was called
   * @param talkSeconds how long the lead has talked by then; 0 before the answer, null without a
   *     call
   */
  public record TimelineEntry(
      String eventId,
      String type,
      String callId,
      String status,
      String agentId,
      LegName leg,
      Direction direction,
      String from,
      String to,
      Instant at,
      @JsonAlias("seconds") Integer talkSeconds) {}
}
