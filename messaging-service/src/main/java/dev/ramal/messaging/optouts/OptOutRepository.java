package dev.ramal.messaging.optouts;

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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who has opted out, one row for each contact and channel. */
@ApplicationScoped
public class OptOutRepository {
  private static final String FIND =
      "select 1 from opt_out where tenant = $1 and contact = $2 and channel = $3";

  private static final String ADD =
      """
      insert into opt_out (tenant, contact, channel, carrier, message_id, code, opted_out_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::timestamptz[])
      on conflict (tenant, contact, channel) do nothing
      returning tenant, contact, channel
      """;

  private static final String REMOVE =
      """
      delete from opt_out o using unnest($1::text[], $2::text[], $3::text[])
        as given (tenant, contact, channel)
      where o.tenant = given.tenant and o.contact = given.contact and o.channel = given.channel
      returning o.tenant, o.contact, o.channel
      """;

  private static final Comparator<Who> ORDER =
      Comparator.comparing((Who who) -> who.tenant().value())
          .thenComparing(who -> who.contact().value())
          .thenComparing(Who::channel);

  public Uni<Boolean> isOptedOut(Sql sql, Who who) {
    return sql.query(FIND, who.tenant().value(), who.contact().value(), who.channel().name())
        .map(rows -> !rows.isEmpty());
  }

  /**
   * @return who had not opted out before
   */
  public Uni<Set<Who>> add(Sql sql, Collection<OptOut> optOuts) {
    List<OptOut> sorted =
        optOuts.stream().sorted(Comparator.comparing(OptOut::who, ORDER)).toList();
    return sql.query(
            ADD,
            Columns.of(sorted)
                .text(out -> out.who().tenant())
                .text(out -> out.who().contact())
                .text(out -> out.who().channel().name())
                .text(out -> out.carrier().name())
                .text(OptOut::message)
                .text(OptOut::code)
                .instant(OptOut::at)
                .parameters())
        .map(OptOutRepository::read);
  }

  /**
   * @return who had opted out before
   */
  public Uni<Set<Who>> remove(Sql sql, Collection<Who> contacts) {
    return sql.query(
            REMOVE,
            Columns.of(contacts.stream().sorted(ORDER).toList())
                .text(Who::tenant)
                .text(Who::contact)
                .text(who -> who.channel().name())
                .parameters())
        .map(OptOutRepository::read);
  }

  private static Set<Who> read(List<SqlRow> rows) {
    return rows.stream()
        .map(
            row ->
                new Who(
                    TenantId.of(row.text(0)), new Party(row.text(1)), Channel.valueOf(row.text(2))))
        .collect(Collectors.toUnmodifiableSet());
  }
}
