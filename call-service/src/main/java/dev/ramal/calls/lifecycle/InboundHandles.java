package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds calls that others started by the carrier's handle of their leg. */
public final class InboundHandles {
  static final String KNOWN =
      """
      select wanted.*, known.id
      from unnest($1::text[], $2::text[], $3::text[]) as wanted (tenant, carrier, handle)
      cross join lateral (select id from calls where direction = 'INBOUND'
        and tenant = wanted.tenant and carrier = wanted.carrier
        and lead_call_id = wanted.handle limit 1) known
      """;

  private InboundHandles() {}

  /** How a carrier names a leg. */
  public record Handle(TenantId tenant, Carrier carrier, CarrierCallId carrierCallId) {
    private static Handle of(SqlRow row) {
      return new Handle(
          TenantId.of(row.text(0)), Carrier.of(row.text(1)), new CarrierCallId(row.text(2)));
    }
  }

  /** The calls that are stored; the other handles are missing in the answer. */
  public static Uni<Map<Handle, CallId>> known(Sql sql, Collection<Handle> handles) {
    return sql.query(
            KNOWN,
            Columns.of(handles.stream().distinct().toList())
                .text(Handle::tenant)
                .text(handle -> handle.carrier().name())
                .text(Handle::carrierCallId)
                .parameters())
        .map(
            rows -> {
              Map<Handle, CallId> known = new HashMap<>();
              rows.forEach(row -> known.put(Handle.of(row), CallId.of(row.text(3))));
              return known;
            });
  }
}
