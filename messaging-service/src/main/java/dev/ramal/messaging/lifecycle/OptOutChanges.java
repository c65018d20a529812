package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.Party;
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

  /**
   * What was said under one name holds under the other.
   *
   * @param before the name that is used no more
   * @return what is to be told under the other one
   */
  Uni<List<OutboxEntry>> unite(Sql sql, TenantId tenant, Party before, Party now) {
    List<Who> contacts =
        Stream.of(before, now)
            .flatMap(
                contact ->
                    Arrays.stream(Channel.values())
                        .map(channel -> new Who(tenant, contact, channel)))
            .toList();
    return optOuts
        .lock(sql, contacts)
        .chain(
            found -> {
              List<OptOut> changed = new ArrayList<>();
              List<OutboxEntry> told = new ArrayList<>();
              for (Channel channel : Channel.values()) {
                OptOut was = found.get(new Who(tenant, now, channel));
                OptOut is = was.and(found.get(new Who(tenant, before, channel)));
                if (!is.equals(was)) {
                  changed.add(is);
                }
                if (is.isActive() != was.isActive()) {
                  told.add(tell(is));
                }
              }
              Uni<Void> written =
                  changed.isEmpty()
                      ? Uni.createFrom().voidItem()
                      : Sql.together(
                          List.of(
                              optOuts.write(sql, changed), optOuts.forget(sql, tenant, before)));
              return written.replaceWith(told);
            });
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
