package dev.ramal.messaging.history;

import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.routing.MessageTrace;
import dev.ramal.messaging.routing.TraceRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Messages as clients see them, with what followed them: one look-up for all. */
@ApplicationScoped
class TracedMessages {
  private final TraceRepository traces;

  TracedMessages(TraceRepository traces) {
    this.traces = traces;
  }

  Uni<List<MessageView>> views(Sql sql, TenantId tenant, List<SeenMessage> messages) {
    List<String> ids =
        messages.stream()
            .filter(seen -> seen.message().details().direction() == Direction.OUTBOUND)
            .map(SeenMessage::id)
            .toList();
    return traces
        .of(sql, tenant, ids)
        .map(
            known ->
                messages.stream()
                    .map(
                        seen ->
                            MessageView.of(seen, known.getOrDefault(seen.id(), MessageTrace.NONE)))
                    .toList());
  }
}
