package dev.ramal.messaging.optouts;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.optouts.OptOut.Who;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has opted out, one row for each contact and channel. */
@ApplicationScoped
public class OptOutRepository {
  private static final String LOCK =
      """
      select o.* from unnest($1::text[], $2::text[], $3::text[]) as given (tenant, contact, channel)
      cross join lateral (select tenant, contact, channel, carrier, code, opted_out_at, opted_in_at
        from opt_out where tenant = given.tenant and contact = given.contact
          and channel = given.channel for update) o
      """;

  private static final String WRITE =
      """
      insert into opt_out (tenant, contact, channel, carrier, code, opted_out_at, opted_in_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
        $6::timestamptz[], $7::timestamptz[])
      on conflict (tenant, contact, channel) do update set carrier = excluded.carrier,
        code = excluded.code,
        opted_out_at = greatest(opt_out.opted_out_at, excluded.opted_out_at),
        opted_in_at = greatest(opt_out.opted_in_at, excluded.opted_in_at)
      """;

  private static final String FORGET = "delete from opt_out where tenant = $1 and contact = $2";

  private static final Comparator<Who> ORDER =
      Comparator.comparing((Who who) -> who.tenant().value())
          .thenComparing(who -> who.contact().value())
          .thenComparing(Who::channel);

  /** What stands, locked until the transaction ends; what was never said anything of is in it. */
  public Uni<Map<Who, OptOut>> lock(Sql sql, Collection<Who> contacts) {
    List<Who> sorted = contacts.stream().distinct().sorted(ORDER).toList();
    return sql.query(
            LOCK,
            Columns.of(sorted)
                .text(Who::tenant)
                .text(Who::contact)
                .text(who -> who.channel().name())
                .parameters())
        .map(
            rows -> {
              Map<Who, OptOut> known = new HashMap<>();
              sorted.forEach(who -> known.put(who, OptOut.none(who)));
              rows.stream().map(OptOutRepository::read).forEach(out -> known.put(out.who(), out));
              return known;
            });
  }

  public Uni<Void> write(Sql sql, Collection<OptOut> optOuts) {
    return sql.query(
            WRITE,
            Columns.of(optOuts.stream().sorted(Comparator.comparing(OptOut::who, ORDER)).toList())
                .text(out -> out.who().tenant())
                .text(out -> out.who().contact())
                .text(out -> out.who().channel().name())
                .text(out -> out.carrier() == null ? null : out.carrier().name())
                .text(OptOut::code)
                .instant(OptOut::outAt)
                .instant(OptOut::inAt)
                .parameters())
        .replaceWithVoid();
  }

  /** Nothing was ever said under this name. */
  public Uni<Void> forget(Sql sql, TenantId tenant, Party contact) {
    return sql.query(FORGET, tenant.value(), contact.value()).replaceWithVoid();
  }

  private static OptOut read(SqlRow row) {
    Who who =
        new Who(TenantId.of(row.text(0)), new Party(row.text(1)), Channel.valueOf(row.text(2)));
    Carrier carrier = row.text(3) == null ? null : Carrier.of(row.text(3));
    return new OptOut(who, carrier, row.text(4), row.instant(5), row.instant(6));
  }
}
