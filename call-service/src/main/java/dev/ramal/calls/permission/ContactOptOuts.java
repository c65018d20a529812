package dev.ramal.calls.permission;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.DialableNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps who wants no messages. Of each person and channel the latest word counts, in whichever
 * order it comes: times only grow.
 */
@ApplicationScoped
class ContactOptOuts implements BatchHandler {
  /** Sorted by the key, so that two sets wait for each other instead of deadlocking. */
  private static final String WRITE =
      """
      insert into contact_opt_outs as known (tenant, number, channel, out_at, in_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[],
        $5::timestamptz[])
      on conflict (tenant, number, channel) do update set
        out_at = greatest(known.out_at, excluded.out_at),
        in_at = greatest(known.in_at, excluded.in_at)
      """;

  /** Whose word on which channel. */
  private record Who(TenantId tenant, String number, Channel channel) {
    static final Comparator<Who> ORDER =
        Comparator.comparing((Who who) -> who.tenant().value())
            .thenComparing(Who::number)
            .thenComparing(Who::channel);
  }

  /**
   * @param out null when nothing of the kind was said
   * @param in null when nothing of the kind was said
   */
  private record Said(Who who, Instant out, Instant in) {
    Said and(Said other) {
      return new Said(who, latest(out, other.out), latest(in, other.in));
    }

    private static Instant latest(Instant one, Instant other) {
      return one == null || other != null && other.isAfter(one) ? other : one;
    }
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(ContactOptedOut.TYPE) || event.is(ContactOptedIn.TYPE);
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    Map<Who, Said> said = new TreeMap<>(Who.ORDER);
    for (Delivery delivery : events) {
      delivery.attempt(
          () -> said(delivery.event()).ifPresent(one -> said.merge(one.who(), one, Said::and)));
    }
    return said.isEmpty() ? Uni.createFrom().voidItem() : write(sql, said.values());
  }

  private static Uni<Void> write(Sql sql, Collection<Said> said) {
    return sql.query(
            WRITE,
            Columns.of(List.copyOf(said))
                .text(one -> one.who().tenant())
                .text(one -> one.who().number())
                .text(one -> one.who().channel().wire())
                .instant(Said::out)
                .instant(Said::in)
                .parameters())
        .replaceWithVoid();
  }

  /** Empty for a contact that is no number: nobody calls it. */
  private static Optional<Said> said(ReceivedEvent event) {
    if (event.is(ContactOptedOut.TYPE)) {
      ContactOptedOut out = event.data(ContactOptedOut.class);
      return who(event.tenant(), out.contact(), out.channel())
          .map(who -> new Said(who, out.optedOutAt(), null));
    }
    ContactOptedIn in = event.data(ContactOptedIn.class);
    return who(event.tenant(), in.contact(), in.channel())
        .map(who -> new Said(who, null, in.optedInAt()));
  }

  private static Optional<Who> who(TenantId tenant, String contact, Channel channel) {
    return E164.isValid(contact)
        ? Optional.of(
            new Who(tenant, DialableNumber.of(contact).map(E164::value).orElse(contact), channel))
        : Optional.empty();
  }
}
