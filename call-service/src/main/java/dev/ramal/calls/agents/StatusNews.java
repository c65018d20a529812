package dev.ramal.calls.agents;

import dev.ramal.calls.lifecycle.PublishedEvent;
import dev.ramal.calls.live.CallTimeline;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.AgentStatusCause;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Tells the platform and live subscribers of an agent's status; in order for each agent. */
@ApplicationScoped
public class StatusNews {
  private final Events events;
  private final Outbox outbox;
  private final CallTimeline timeline;
  private final Clock clock;

  StatusNews(Events events, Outbox outbox, CallTimeline timeline, Clock clock) {
    this.events = events;
    this.outbox = outbox;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** The agent is on a call from now on. */
  public PublishedEvent onCall(TenantId tenant, String agentId, String callId, String causation) {
    return news(
        tenant,
        new AgentStatusChanged(
            agentId, AgentStatus.BUSY, AgentStatusCause.CALL, callId, clock.instant()),
        causation);
  }

  PublishedEvent news(TenantId tenant, AgentStatusChanged changed, String causation) {
    Event<?> event = events.create(tenant, Topics.CALLS, changed.agentId(), causation, changed);
    return new PublishedEvent(OutboxEntry.of(event), CallTimeline.entry(tenant, event, changed));
  }

  /** Where nothing else is published. */
  Uni<Void> publish(Sql sql, List<PublishedEvent> news) {
    return news.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.together(
            List.of(
                timeline.append(sql, news.stream().map(PublishedEvent::told).toList()),
                outbox.appendAll(sql, news.stream().map(PublishedEvent::entry).toList())));
  }
}
