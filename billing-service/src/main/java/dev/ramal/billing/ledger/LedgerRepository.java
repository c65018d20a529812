package dev.ramal.billing.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.events.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes lines. There is no other way to write to the ledger, and no way to change it. */
@ApplicationScoped
public class LedgerRepository {
  private static final String APPEND =
      """
      insert into ledger_entries
        (id, tenant, usage_id, number, kind, revision, month, subject, subject_id, leg, meter,
         carrier, direction, destination_class, party, used_quantity, occurred_at, quantity,
         billed_quantity, tariff_id, tariff_version, rule, cost, price, carrier_price,
         carrier_currency, carrier_brl, exchange_rate, exchange_from, exchange_source,
         explanation, causation, recorded_at)
      select id, tenant, usage_id, number, kind, revision, month, subject, subject_id, leg, meter,
         carrier, direction, destination_class, party, used_quantity, occurred_at, quantity,
         billed_quantity, tariff_id, tariff_version, rule, cost, price, carrier_price,
         carrier_currency, carrier_brl, exchange_rate, exchange_from, exchange_source,
         explanation, causation, recorded_at
      from jsonb_populate_recordset(cast(null as ledger_entries), cast(cast(:entries as text) as jsonb))
      """;

  /** Appends the lines to the session's transaction, in one statement. */
  public Uni<Void> append(Mutiny.Session session, List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(APPEND)
        .setParameter("entries", write(entries))
        .executeUpdate()
        .replaceWithVoid();
  }

  private static String write(List<LedgerEntry> entries) {
    try {
      return EventJson.mapper().writeValueAsString(entries.stream().map(EntryRow::write).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write ledger lines", e);
    }
  }
}
