package dev.ramal.crm.changes;

import dev.ramal.crm.port.CrmTaskType;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.FollowUpRequested;
import dev.ramal.events.calls.FollowUpWithdrawn;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.ids.UuidV7;
import java.time.Instant;

/**
 * What an event tells of what is to be done after a call.
 *
 * @param asked null when nothing is any more
 */
record FollowUpNews(TenantId tenant, String callId, FollowUpRequested asked, Instant toldAt) {
  private static final String KEY = "follow-up";

  static FollowUpNews of(ReceivedEvent event) {
    if (event.is(FollowUpWithdrawn.TYPE)) {
      FollowUpWithdrawn withdrawn = event.data(FollowUpWithdrawn.class);
      return new FollowUpNews(event.tenant(), withdrawn.callId(), null, withdrawn.withdrawnAt());
    }
    FollowUpRequested asked = event.data(FollowUpRequested.class);
    return new FollowUpNews(event.tenant(), asked.callId(), asked, asked.requestedAt());
  }

  FollowUpNews orLater(FollowUpNews other) {
    return other.toldAt.isAfter(toldAt) ? other : this;
  }

  DealChange change(CrmTaskType type, Instant now) {
    boolean withdrawn = asked == null;
    return new DealChange(
        UuidV7.next().toString(),
        tenant,
        callId,
        KEY,
        ChangeKind.TASK,
        withdrawn ? ChangeState.SKIPPED : ChangeState.PLANNED,
        withdrawn ? "{}" : EventJson.write(TaskWish.of(asked, type)),
        null,
        null,
        withdrawn ? "o agente corrigiu o resultado da ligação" : null,
        toldAt,
        now,
        withdrawn ? now : null);
  }
}
