package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.lifecycle.MessageSet.United;
import dev.ramal.messaging.optouts.OptOut;
import dev.ramal.messaging.optouts.OptOut.Said;
import dev.ramal.messaging.optouts.OptOut.Who;
import dev.ramal.messaging.optouts.OptOutRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
  private final Clock clock;

  OptOutChanges(OptOutRepository optOuts, Events events, Clock clock) {
    this.optOuts = optOuts;
    this.events = events;
    this.clock = clock;
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

  /** All that a set concerns is locked by one statement, in one order. */
  Uni<Changes> write(Sql sql, MessageSet set) {
    if (set.said().isEmpty() && set.united().isEmpty()) {
      return Uni.createFrom().item(Changes.NONE);
    }
    List<Said> said = set.said().stream().flatMap(OptOutChanges::everywhere).toList();
    List<Who> concerned =
        Stream.concat(
                said.stream().map(Said::who), set.united().stream().flatMap(OptOutChanges::of))
            .toList();
    return optOuts
        .lock(sql, concerned)
        .chain(
            before -> {
              Map<Who, OptOut> now = new HashMap<>(before);
              List<OutboxEntry> told = new ArrayList<>();
              List<Said> out = new ArrayList<>();
              set.united().forEach(contacts -> told.addAll(unite(now, contacts)));
              for (Said each : said) {
                OptOut was = now.get(each.who());
                OptOut is = was.with(each, clock.instant());
                now.put(each.who(), is);
                if (is.isActive() != was.isActive()) {
                  told.add(tell(each, is));
                  if (is.isActive()) {
                    out.add(each);
                  }
                }
              }
              List<OptOut> changed =
                  now.values().stream().filter(is -> !is.equals(before.get(is.who()))).toList();
              return store(sql, changed, set.united()).replaceWith(new Changes(told, out));
            });
  }

  private Uni<Void> store(Sql sql, List<OptOut> changed, List<United> united) {
    List<Uni<?>> statements = new ArrayList<>();
    if (!changed.isEmpty()) {
      statements.add(optOuts.write(sql, changed));
    }
    united.forEach(each -> statements.add(optOuts.forget(sql, each.tenant(), each.before())));
    return Sql.together(statements);
  }

  /** What was said under one name holds under the other. */
  private List<OutboxEntry> unite(Map<Who, OptOut> now, United contacts) {
    List<OutboxEntry> told = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      Who other = new Who(contacts.tenant(), contacts.now(), channel);
      OptOut was = now.get(other);
      OptOut before = now.get(new Who(contacts.tenant(), contacts.before(), channel));
      OptOut is = was.and(before, clock.instant());
      now.put(other, is);
      if (is.isActive() != was.isActive()) {
        told.add(tell(is));
      }
    }
    return told;
  }

  private static Stream<Who> of(United contacts) {
    return Stream.of(contacts.before(), contacts.now())
        .flatMap(
            contact ->
                Arrays.stream(Channel.values())
                    .map(channel -> new Who(contacts.tenant(), contact, channel)));
  }

  private OutboxEntry tell(OptOut is) {
    String contact = is.who().contact().value();
    Channel channel = is.who().channel();
    Record data =
        is.isActive()
            ? new ContactOptedOut(contact, channel, is.carrier(), null, is.code(), is.outAt())
            : new ContactOptedIn(contact, channel, is.inAt());
    return OutboxEntry.of(events.create(is.who().tenant(), Topics.MESSAGES, contact, null, data));
  }

  private static Stream<Said> everywhere(Said said) {
    return said.out() ? Stream.of(said) : Arrays.stream(Channel.values()).map(said::on);
  }

  private OutboxEntry tell(Said said, OptOut is) {
    Record data =
        is.isActive()
            ? new ContactOptedOut(
                said.who().contact().value(),
                said.who().channel(),
                said.carrier(),
                said.message(),
                said.code(),
                is.outAt())
            : new ContactOptedIn(said.who().contact().value(), said.who().channel(), is.inAt());
    return OutboxEntry.of(
        events.create(
            said.who().tenant(), Topics.MESSAGES, said.message(), said.causation(), data));
  }
}
