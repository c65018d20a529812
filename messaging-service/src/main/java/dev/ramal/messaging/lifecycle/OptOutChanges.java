package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Channel;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Stores who has opted out and in; what changes nothing is not told. Who opts out on one channel is
 * written to on none; who opts in takes messages on every one again.
 */
@ApplicationScoped
class OptOutChanges {
  private final OptOutRepository optOuts;
  private final Events events;

  OptOutChanges(OptOutRepository optOuts, Events events) {
    this.optOuts = optOuts;
    this.events = events;
  }

  /**
   * What follows from it.
   *
   * @param told what is to be told
   * @param out who has opted out by it, and had not before
   */
  record Changes(List<OutboxEntry> told, List<Said> out) {
    private static final Changes NONE = new Changes(List.of(), List.of());
  }

  Uni<Changes> write(Sql sql, List<Said> heard) {
    if (heard.isEmpty()) {
      return Uni.createFrom().item(Changes.NONE);
    }
    List<Said> said = heard.stream().flatMap(OptOutChanges::everywhere).toList();
    return optOuts
        .lock(sql, said.stream().map(Said::who).toList())
        .chain(
            before -> {
              Map<Who, OptOut> now = new HashMap<>(before);
              List<OutboxEntry> told = new ArrayList<>();
              List<Said> out = new ArrayList<>();
              for (Said each : said) {
                OptOut was = now.get(each.who());
                OptOut is = was.with(each);
                now.put(each.who(), is);
                if (is.isActive() != was.isActive()) {
                  told.add(tell(each, is.isActive()));
                  if (is.isActive()) {
                    out.add(each);
                  }
                }
              }
              return optOuts.write(sql, now.values()).replaceWith(new Changes(told, out));
            });
  }

  private static Stream<Said> everywhere(Said said) {
    return said.out() ? Stream.of(said) : Arrays.stream(Channel.values()).map(said::on);
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
