package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.events.EventJson;
import dev.ramal.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tariffs and exchange rates. Row-level security shows a session its organization's own tariffs and
 * the reference, so no statement here names a tenant.
 *
 * <p>Tariffs never change, so a parsed one is kept for as long as the process lives; which ones
 * hold is asked anew every time, so a tariff published on another replica counts at once.
 */
@ApplicationScoped
public class TariffRepository {
  static final String REFERENCE = "*";

  private final Map<UUID, Tariff> parsed = new ConcurrentHashMap<>();

  /** The rating of the session's organization, by its tariffs and the exchange rates of now. */
  public Uni<RateUsage> rates(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select cast(id as text), tenant from tariffs where in_force", Object[].class)
        .getResultList()
        .chain(rows -> book(session, rows))
        .chain(book -> exchangeRates(session).map(rates -> new RateUsage(book, rates)));
  }

  /** A tariff by its id, whatever its owner, as far as the session may see it. */
  public Uni<Optional<Tariff>> find(Mutiny.Session session, UUID id) {
    return load(session, List.of(id)).map(ignored -> Optional.ofNullable(parsed.get(id)));
  }

  /** Newest first, by when they begin to hold. */
  Uni<List<TariffView>> list(Mutiny.Session session, Optional<Cursor> after, int limit) {
    return session
        .createNativeQuery(
            """
            select cast(id as text), tenant, cast(created_at as text), cast(document as text)
            from tariffs
            where :time = '' or (valid_from, id)
              < (cast(nullif(:time, '') as timestamptz), cast(nullif(:id, '') as uuid))
            order by valid_from desc, id desc limit :limit
            """,
            Object[].class)
        .setParameter("time", after.map(place -> place.time().toString()).orElse(""))
        .setParameter("id", after.map(Cursor::id).orElse(""))
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(TariffRepository::view).toList());
  }

  /**
   * Adds a version.
   *
   * @return false when the owner has that version already
   */
  Uni<Boolean> add(
      Mutiny.Session session, String owner, UUID id, TariffDocument document, String createdBy) {
    return session
        .createNativeQuery(
            """
            insert into tariffs
              (id, tenant, version, valid_from, valid_to, in_force, document, created_by)
            values (cast(cast(:id as text) as uuid), :tenant, :version, cast(cast(:validFrom as text) as timestamptz),
                    cast(nullif(:validTo, '') as timestamptz), :inForce, cast(cast(:document as text) as jsonb),
                    :createdBy)
            on conflict (tenant, version) do nothing
            """)
        .setParameter("id", id.toString())
        .setParameter("tenant", owner)
        .setParameter("version", document.version())
        .setParameter("validFrom", document.validFrom().toString())
        .setParameter("validTo", document.validTo() == null ? "" : document.validTo().toString())
        .setParameter("inForce", !Boolean.FALSE.equals(document.inForce()))
        .setParameter("document", EventJson.write(document))
        .setParameter("createdBy", createdBy)
        .executeUpdate()
        .map(added -> added == 1);
  }

  /** Adds an exchange rate; one that is there is left alone. */
  Uni<Void> addIfAbsent(Mutiny.Session session, ExchangeRate rate) {
    return session
        .createNativeQuery(
            """
            insert into exchange_rates (currency, from_day, brl, source)
            select d->>'currency', cast(d->>'from' as date), cast(d->>'brl' as numeric),
                   d->>'source'
            from cast(cast(:document as text) as jsonb) d on conflict do nothing
            """)
        .setParameter("document", EventJson.write(rate))
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<TariffBook> book(Mutiny.Session session, List<Object[]> rows) {
    List<UUID> ids = rows.stream().map(row -> UUID.fromString((String) row[0])).toList();
    return load(session, ids.stream().filter(id -> !parsed.containsKey(id)).toList())
        .map(ignored -> new TariffBook(owned(rows, false), owned(rows, true)));
  }

  private List<Tariff> owned(List<Object[]> rows, boolean reference) {
    return rows.stream()
        .filter(row -> reference == REFERENCE.equals(row[1]))
        .map(row -> parsed.get(UUID.fromString((String) row[0])))
        .toList();
  }

  private Uni<Void> load(Mutiny.Session session, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(
            """
            select cast(id as text), cast(document as text) from tariffs
            where cast(id as text) in (:ids)
            """,
            Object[].class)
        .setParameter("ids", ids.stream().map(UUID::toString).toList())
        .getResultList()
        .invoke(
            rows ->
                rows.forEach(
                    row -> {
                      UUID id = UUID.fromString((String) row[0]);
                      parsed.put(id, read((String) row[1]).toTariff(id));
                    }))
        .replaceWithVoid();
  }

  private static Uni<ExchangeRates> exchangeRates(Mutiny.Session session) {
    return session
        .createNativeQuery(
            """
            select currency, cast(from_day as text), cast(brl as text), source
            from exchange_rates
            """,
            Object[].class)
        .getResultList()
        .map(
            rows ->
                new ExchangeRates(
                    rows.stream()
                        .map(
                            row ->
                                new ExchangeRate(
                                    (String) row[0],
                                    LocalDate.parse((String) row[1]),
                                    new BigDecimal((String) row[2]).stripTrailingZeros(),
                                    (String) row[3]))
                        .toList()));
  }

  private static TariffView view(Object[] row) {
    return new TariffView(
        UUID.fromString((String) row[0]),
        REFERENCE.equals(row[1]) ? "reference" : "organization",
        instant((String) row[2]),
        read((String) row[3]));
  }

  private static TariffDocument read(String document) {
    try {
      return EventJson.mapper().readValue(document, TariffDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored tariff cannot be read", e);
    }
  }

  private static Instant instant(String postgres) {
    return OffsetDateTime.parse(postgres.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00"))
        .toInstant();
  }
}
