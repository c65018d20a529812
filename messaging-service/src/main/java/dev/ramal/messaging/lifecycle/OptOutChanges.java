package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Topics;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.optouts.OptOut;
import dev.ramal.messaging.optouts.OptOut.Who;
import dev.ramal.messaging.optouts.OptOutRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Stores who has opted out and in; what changes nothing is not told. */
@ApplicationScoped
class OptOutChanges {
  private final OptOutRepository optOuts;
  private final Events events;

  OptOutChanges(OptOutRepository optOuts, Events events) {
    this.optOuts = optOuts;
    this.events = events;
  }

  /**
   * @param optIns each with its message as it would be for an opt-out
   * @return what is to be told
   */
  Uni<List<OutboxEntry>> write(Sql sql, Map<Who, OptOut> outs, Map<Who, OptOut> optIns) {
    Uni<List<OutboxEntry>> added =
        outs.isEmpty()
            ? Uni.createFrom().item(List.of())
            : optOuts.add(sql, outs.values()).map(whose -> told(outs.values(), whose, true));
    Uni<List<OutboxEntry>> removed =
        optIns.isEmpty()
            ? Uni.createFrom().item(List.of())
            : optOuts
                .remove(sql, optIns.keySet())
                .map(whose -> told(optIns.values(), whose, false));
    return added.chain(
        one -> removed.map(other -> Stream.concat(one.stream(), other.stream()).toList()));
  }

  private List<OutboxEntry> told(Collection<OptOut> changes, Set<Who> changed, boolean out) {
    return changes.stream()
        .filter(change -> changed.contains(change.who()))
        .map(
            change ->
                OutboxEntry.of(
                    events.create(
                        change.who().tenant(),
                        Topics.MESSAGES,
                        change.message(),
                        change.causation(),
                        out ? optedOut(change) : optedIn(change))))
        .toList();
  }

  private static ContactOptedOut optedOut(OptOut change) {
    return new ContactOptedOut(
        change.who().contact().value(),
        change.who().channel(),
        change.carrier(),
        change.message(),
        change.code(),
        change.at());
  }

  private static ContactOptedIn optedIn(OptOut change) {
    return new ContactOptedIn(change.who().contact().value(), change.who().channel(), change.at());
  }
}
