package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Topics;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.optouts.OptOut;
import dev.ramal.messaging.optouts.OptOut.Said;
import dev.ramal.messaging.optouts.OptOut.Who;
import dev.ramal.messaging.optouts.OptOutRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
   * @return what is to be told
   */
  Uni<List<OutboxEntry>> write(Sql sql, List<Said> said) {
    if (said.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return optOuts
        .lock(sql, said.stream().map(Said::who).toList())
        .chain(
            before -> {
              Map<Who, OptOut> now = new HashMap<>(before);
              List<OutboxEntry> told = new ArrayList<>();
              for (Said each : said) {
                OptOut was = now.get(each.who());
                OptOut is = was.with(each);
                now.put(each.who(), is);
                if (is.isActive() != was.isActive()) {
                  told.add(tell(each, is.isActive()));
                }
              }
              return optOuts.write(sql, now.values()).replaceWith(told);
            });
  }

  private OutboxEntry tell(Said said, boolean out) {
    Record data =
        out
            ? new ContactOptedOut(
                said.who().contact().value(),
                said.who().channel(),
                said.carrier(),
                said.message(),
                said.code(),
                said.at())
            : new ContactOptedIn(said.who().contact().value(), said.who().channel(), said.at());
    return OutboxEntry.of(
        events.create(
            said.who().tenant(), Topics.MESSAGES, said.message(), said.causation(), data));
  }
}
