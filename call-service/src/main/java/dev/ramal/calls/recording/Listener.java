package dev.ramal.calls.recording;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What the caller may hear: sales their own calls, others all of the organization.
 *
 * @param all whether calls of others, too
 */
record Listener(boolean all, String userId) {
  static Listener of(Caller caller) {
    return new Listener(
        caller.has("manager") || caller.has("viewer") || caller.has("admin"), caller.userId());
  }

  /** False as well when there is no such call. */
  Uni<Boolean> mayHear(
      RecordingRepository recordings, Mutiny.Session session, TenantId tenant, String callId) {
    return recordings
        .agentOf(session, tenant, callId)
        .map(agent -> agent.filter(id -> all || id.equals(userId)).isPresent());
  }
}
