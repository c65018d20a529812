package dev.ramal.messaging.routing;

import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.routing.MessageTrace.Reroute;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which other ways messages were to go, and what followed what. */
@ApplicationScoped
public class TraceRepository {
  private static final CarrierColumn CARRIER = new CarrierColumn();

  private static final String LEFT =
      "select connection_id, code from message_reroute where tenant = $1 and message_id = $2";

  private static final String REROUTED =
      """
      insert into message_reroute (tenant, message_id, connection_id, carrier, from_number, code,
        reason, rerouted_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (tenant, message_id, connection_id) do update set carrier = excluded.carrier,
        from_number = excluded.from_number, code = excluded.code, reason = excluded.reason,
        rerouted_at = excluded.rerouted_at
      """;

  private static final String FALLBACK =
      "select sms_id from sms_fallback where tenant = $1 and message_id = $2";

  private static final String REPLACED =
      """
      insert into sms_fallback (tenant, message_id, sms_id, reason, replaced_at)
      values ($1, $2, $3, $4, $5) on conflict do nothing
      """;

  private static final String REROUTES =
      """
      select r.message_id, r.carrier, r.from_number, r.code, r.rerouted_at
      from unnest($2::text[]) as wanted (id)
      cross join lateral (select message_id, carrier, from_number, code, rerouted_at
        from message_reroute where tenant = $1 and message_id = wanted.id) r
      order by r.rerouted_at
      """;

  private static final String LINKS =
      """
      select f.message_id, f.sms_id, f.reason from unnest($2::text[]) as wanted (id)
      cross join lateral (
        select message_id, sms_id, reason from sms_fallback
        where tenant = $1 and message_id = wanted.id
        union all
        select message_id, sms_id, reason from sms_fallback
        where tenant = $1 and sms_id = wanted.id) f
      """;

  /** The accounts that a message was to go through before, and why it left each the last time. */
  public Uni<Map<String, String>> left(Sql sql, TenantId tenant, MessageId message) {
    return sql.query(LEFT, tenant.value(), message.value())
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(row -> row.text(0), row -> row.text(1))));
  }

  /**
   * @param before the message as it was to go
   */
  public Uni<Void> rerouted(Sql sql, MessageDetails before, Rerouted fact) {
    return sql.query(
            REROUTED,
            Columns.of(List.of())
                .scalar(before.tenant().value())
                .scalar(before.id().value())
                .scalar(before.connectionId().value())
                .scalar(CARRIER.convertToDatabaseColumn(before.carrier()))
                .scalar(before.from().value())
                .scalar(fact.code())
                .scalar(fact.reason())
                .scalar(fact.at())
                .parameters())
        .replaceWithVoid();
  }

  /** Whether it was decided what follows a message that did not arrive. */
  public Uni<Boolean> isReplaced(Sql sql, TenantId tenant, MessageId message) {
    return sql.query(FALLBACK, tenant.value(), message.value()).map(rows -> !rows.isEmpty());
  }

  /**
   * @param sms null when none could follow
   * @param reason why not; null when one did
   */
  public Uni<Void> replaced(
      Sql sql, TenantId tenant, MessageId message, MessageId sms, String reason, Instant at) {
    return sql.query(
            REPLACED,
            Columns.of(List.of())
                .scalar(tenant.value())
                .scalar(message.value())
                .scalar(sms == null ? null : sms.value())
                .scalar(reason)
                .scalar(at)
                .parameters())
        .replaceWithVoid();
  }

  /** Of messages, by their ids; those of which there is nothing to tell are missing. */
  public Uni<Map<String, MessageTrace>> of(Sql sql, TenantId tenant, Collection<String> messages) {
    if (messages.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Object[] ids = {tenant.value(), messages.toArray(String[]::new)};
    return Uni.combine()
        .all()
        .unis(sql.query(REROUTES, ids), sql.query(LINKS, ids))
        .collectFailures()
        .with(TraceRepository::read);
  }

  private static Map<String, MessageTrace> read(List<SqlRow> reroutes, List<SqlRow> links) {
    Map<String, List<Reroute>> rerouted = new HashMap<>();
    Map<String, MessageTrace> traces = new HashMap<>();
    for (SqlRow row : reroutes) {
      rerouted
          .computeIfAbsent(row.text(0), id -> new ArrayList<>())
          .add(
              new Reroute(
                  CARRIER.convertToEntityAttribute(row.text(1)),
                  row.text(2),
                  row.text(3),
                  row.instant(4)));
    }
    rerouted.forEach((id, list) -> traces.put(id, MessageTrace.NONE.with(list)));
    for (SqlRow row : links) {
      String message = row.text(0);
      String sms = row.text(1);
      traces.merge(message, MessageTrace.NONE.replacedBy(sms, row.text(2)), MessageTrace::together);
      if (sms != null) {
        traces.merge(sms, MessageTrace.NONE.replaces(message), MessageTrace::together);
      }
    }
    return traces;
  }
}
