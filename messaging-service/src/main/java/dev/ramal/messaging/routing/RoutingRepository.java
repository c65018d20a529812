package dev.ramal.messaging.routing;

import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.routing.RoutingTerms.OpenCircuit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How organizations choose between accounts, inside a transaction of the organization. */
@ApplicationScoped
public class RoutingRepository {
  private static final String READ =
      "select sms, whatsapp, sms_after_minutes from message_routing where tenant = $1";

  /** One row, whatever is set. */
  private static final String TERMS =
      """
      select s.sms, s.whatsapp, s.sms_after_minutes,
        (select string_agg(c.connection_id || ' ' || c.channel, ',') from sender_circuit c
          where c.tenant = $1 and c.state = 'OPEN')
      from (select $1::text as tenant) asked
      left join message_routing s on s.tenant = asked.tenant
      """;

  /** The row may not exist yet, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('message_routing'), hashtext($1))";

  private static final String SAVE =
      """
      insert into message_routing
        (tenant, sms, whatsapp, sms_after_minutes, updated_by, updated_at)
      values ($1, $2, $3, $4, $5, now())
      on conflict (tenant) do update set sms = excluded.sms, whatsapp = excluded.whatsapp,
        sms_after_minutes = excluded.sms_after_minutes, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
      """;

  /** What decides now; nothing of it is kept in memory, so that a change holds at once. */
  public Uni<RoutingTerms> terms(Sql sql, TenantId tenant) {
    return sql.query(TERMS, tenant.value())
        .map(
            rows -> {
              SqlRow row = rows.get(0);
              return new RoutingTerms(settings(row), open(row.text(3)));
            });
  }

  /** The usual ones until an administrator has set something. */
  Uni<MessageRoutingSettings> of(Sql sql, TenantId tenant) {
    return sql.query(READ, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(RoutingRepository::settings)
                    .orElse(MessageRoutingSettings.DEFAULT));
  }

  /** For a change: whoever else changes them waits until it is stored. */
  Uni<MessageRoutingSettings> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).chain(() -> of(sql, tenant));
  }

  Uni<MessageRoutingSettings> save(
      Sql sql, TenantId tenant, MessageRoutingSettings settings, String userId) {
    return sql.query(
            SAVE,
            tenant.value(),
            settings.stored(Channel.SMS),
            settings.stored(Channel.WHATSAPP),
            settings.smsAfterMinutes(),
            userId)
        .replaceWith(settings);
  }

  private static MessageRoutingSettings settings(SqlRow row) {
    return MessageRoutingSettings.stored(row.text(0), row.text(1), row.integer(2));
  }

  /** Neither an id nor a channel holds a space or a comma. */
  private static Set<OpenCircuit> open(String words) {
    return words == null
        ? Set.of()
        : Stream.of(words.split(","))
            .map(word -> word.split(" "))
            .map(parts -> new OpenCircuit(parts[0], Channel.valueOf(parts[1])))
            .collect(Collectors.toUnmodifiableSet());
  }
}
