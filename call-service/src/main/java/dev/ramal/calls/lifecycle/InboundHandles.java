package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Finds calls that others started by the carrier's handle of their leg. */
public final class InboundHandles {
  private static final String KNOWN =
      """
      select tenant, carrier, lead_call_id, id from calls
      where direction = 'INBOUND' and tenant = any($1) and carrier = any($2)
        and lead_call_id = any($3)
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
            distinct(handles, handle -> handle.tenant().value()),
            distinct(handles, handle -> handle.carrier().name()),
            distinct(handles, handle -> handle.carrierCallId().value()))
        .map(
            rows -> {
              Map<Handle, CallId> known = new HashMap<>();
              rows.forEach(row -> known.put(Handle.of(row), CallId.of(row.text(3))));
              return known;
            });
  }

  private static String[] distinct(Collection<Handle> handles, Function<Handle, String> value) {
    return handles.stream().map(value).distinct().sorted().toArray(String[]::new);
  }
}
