package dev.ramal.crm.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.timeline.TimelineStream.Reader;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Tells what changes in the timeline of a contact from a position on, in the order of the changes,
 * each once; an item that has changed several times since is told once, as it is then.
 */
@ApplicationScoped
class FollowTimeline {
  private static final int AT_ONCE = 50;

  private final SqlTransactions transactions;
  private final TimelineRepository timelines;
  private final TimelineStreams streams;
  private final TimelineConfig config;
  private final ObjectMapper json;
  private final Clock clock;

  FollowTimeline(
      SqlTransactions transactions,
      TimelineRepository timelines,
      TimelineStreams streams,
      TimelineConfig config,
      ObjectMapper json,
      Clock clock) {
    this.transactions = transactions;
    this.timelines = timelines;
    this.streams = streams;
    this.config = config;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param types those that the person sees
   * @param from null for what follows from now on
   * @param endsAt when the person's token ends
   * @param cut ends the connection beneath
   * @throws dev.ramal.kit.problem.ProblemException 429 when there are too many
   */
  Multi<StreamFrame> follow(
      TimelineAccess access,
      String contactId,
      Set<TimelineType> types,
      StreamPosition from,
      Instant endsAt,
      Runnable cut) {
    TenantId tenant = access.scope().tenant();
    TimelineStream stream =
        new TimelineStream(
            new Reader(tenant, access.scope().userId(), contactId, endsAt),
            from,
            since -> look(tenant, contactId, since),
            item -> types.contains(item.type()) ? written(item, access) : null,
            config.heartbeat(),
            clock,
            context());
    if (!streams.add(stream, cut)) {
      throw CrmProblems.tooManyStreams();
    }
    return stream.frames().onTermination().invoke(() -> streams.remove(stream));
  }

  /** As the list shows it. */
  private String written(TimelineItem item, TimelineAccess access) {
    try {
      return json.writeValueAsString(TimelineItemView.of(item, access));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an item is no JSON", e);
    }
  }

  private Uni<TimelineChanges> look(TenantId tenant, String contactId, long since) {
    return transactions.inTenant(
        tenant,
        sql ->
            timelines
                .owner(sql, tenant, contactId)
                .chain(owner -> look(sql, tenant, owner, since)));
  }

  /** The items after the head: whatever is counted by it has been found. */
  private Uni<TimelineChanges> look(Sql sql, TenantId tenant, TimelineOwner owner, long since) {
    return timelines
        .head(sql, tenant)
        .chain(
            head ->
                timelines
                    .changes(sql, tenant, owner, since, AT_ONCE)
                    .map(items -> new TimelineChanges(owner, head, items)));
  }

  /** Where the request is answered. */
  private static Executor context() {
    Context context = Vertx.currentContext();
    return work -> context.runOnContext(ignored -> work.run());
  }
}
