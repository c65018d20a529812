package dev.ramal.billing.metering;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Lays what was used beside something else, in sets: copies it into tables that live as long as the
 * transaction.
 *
 * <pre>
 * our_uses (usage_id, subject, subject_id, leg, reference, connection_id, party, occurred_at,
 *   quantity, cost, named_amount, named_currency, expected)
 * wanted_references (reference)
 * </pre>
 *
 * <p>{@code cost} is what stands in the ledger, BRL; {@code named_*} the price that the carrier has
 * named, null before. {@code expected} is what a carrier's list of the time has to have.
 */
@ApplicationScoped
public class ComparedUsesRepository {
  private static final String OUR_USES =
      """
      create temp table our_uses (
        usage_id uuid, subject text, subject_id text, leg text, reference text, connection_id text,
        party text, occurred_at timestamptz, quantity bigint, cost numeric, named_amount numeric,
        named_currency text, expected boolean) on commit drop
      """;

  private static final String WANTED =
      "create temp table wanted_references (reference text) on commit drop";

  /**
   * What says no direction was sent. {@code offset 0}: each part of the document is looked up once,
   * though it is asked twice.
   */
  private static final String COPY =
      """
      insert into our_uses
      select known.*,
        occurred_at >= $4::timestamptz and occurred_at < $5::timestamptz
          and (quantity > 0 or cost <> 0) and ($6::text is null or connection_id = $6::text)
      from (
        select m.usage_id, m.subject, m.subject_id, m.leg, m.carrier_ref, m.connection_id, m.party,
          m.occurred_at, (m.state #>> '{usage,quantity}')::bigint as quantity,
          coalesce((m.state #>> '{standing,cost,amount}')::numeric, 0) as cost,
          (m.state #>> '{realCost,amount}')::numeric as named_amount,
          m.state #>> '{realCost,currency}' as named_currency
        from %s
        where m.tenant = $1 and m.meter = $2
          and coalesce(m.carrier, m.state #>> '{usage,carrier}') = $3 and %s
          and ($9::text is null
            or coalesce(m.state #>> '{usage,direction}', 'outbound') = $9::text)
        offset 0) known
      """;

  private static final String OF_PERIOD =
      COPY.formatted(
          "metered_uses m", "m.occurred_at >= $7::timestamptz and m.occurred_at < $8::timestamptz");

  private static final String BY_REFERENCE =
      COPY.formatted(
          "wanted_references w join metered_uses m on m.carrier_ref = w.reference",
          "not (m.occurred_at >= $7::timestamptz and m.occurred_at < $8::timestamptz)");

  /**
   * Which uses are copied.
   *
   * @param connection our id of the account; null for all of the carrier
   * @param direction null for both
   * @param expectedFrom what lies from here on …
   * @param expectedTo … and before, has to be in the carrier's list
   * @param from what is copied lies from here on …
   * @param to … and before
   */
  public record Wish(
      Meter meter,
      Carrier carrier,
      String connection,
      Direction direction,
      Instant expectedFrom,
      Instant expectedTo,
      Instant from,
      Instant to) {
    private Object[] parameters(TenantId tenant) {
      return new Object[] {
        tenant.value(),
        meter.wire(),
        carrier.wire(),
        expectedFrom.atOffset(ZoneOffset.UTC),
        expectedTo.atOffset(ZoneOffset.UTC),
        connection,
        from.atOffset(ZoneOffset.UTC),
        to.atOffset(ZoneOffset.UTC),
        direction == null ? null : direction.wire()
      };
    }
  }

  /** Makes both tables and copies what was used in the time. */
  public Uni<Void> copyPeriod(Sql sql, TenantId tenant, Wish wish) {
    return sql.query(OUR_USES)
        .chain(() -> sql.query(WANTED))
        .chain(() -> sql.query(OF_PERIOD, wish.parameters(tenant)))
        .chain(() -> sql.query("analyze our_uses"))
        .replaceWithVoid();
  }

  /** Copies what lies outside the time and is called as {@code wanted_references} says. */
  public Uni<Void> copyWanted(Sql sql, TenantId tenant, Wish wish) {
    return sql.query("analyze wanted_references")
        .chain(() -> sql.query(BY_REFERENCE, wish.parameters(tenant)))
        .replaceWithVoid();
  }
}
