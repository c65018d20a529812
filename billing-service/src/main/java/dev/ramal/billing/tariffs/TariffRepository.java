package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tariffs. Row-level security shows a session its organization's own tariffs and the reference.
 *
 * <p>Which tariffs hold is asked anew every time, so that one that was published on another replica
 * counts at once; what they say is kept ({@link ParsedTariffs}).
 */
@ApplicationScoped
public class TariffRepository {
  static final String REFERENCE = "*";

  private static final String IN_FORCE =
      "select cast(id as text), tenant from tariffs where in_force and tenant = any($1)";

  private static final String VERSION =
      "select cast(id as text) from tariffs where tenant = any($1) and version = $2"
          + " order by tenant = '*' limit 1";

  private static final String DOCUMENTS =
      "select cast(id as text), cast(document as text) from tariffs where id = any($1)";

  private static final String FOLLOWED =
      "select cast(document as text) from tariffs where tenant = $1 and in_force"
          + " and valid_from <= $2 order by valid_from desc, id desc limit 1";

  private static final String BEGINNING =
      "select cast(document as text) from tariffs where tenant = $1 and in_force"
          + " and valid_from = $2 order by id desc";

  private final ParsedTariffs parsed;
  private final ExchangeRateRepository exchangeRates;

  TariffRepository(ParsedTariffs parsed, ExchangeRateRepository exchangeRates) {
    this.parsed = parsed;
    this.exchangeRates = exchangeRates;
  }

  /** The rating of each of the organizations, by its tariffs and the exchange rates of now. */
  public Uni<Map<TenantId, RateUsage>> rates(Sql sql, Set<TenantId> tenants) {
    String[] owners =
        Stream.concat(Stream.of(REFERENCE), tenants.stream().map(TenantId::value))
            .toArray(String[]::new);
    return Uni.combine()
        .all()
        .unis(inForce(sql, owners), exchangeRates.inForce(sql).map(ExchangeRates::new))
        .with(
            (tariffs, exchange) -> {
              List<Tariff> reference = tariffs.getOrDefault(REFERENCE, List.of());
              Map<TenantId, RateUsage> rates = new HashMap<>();
              for (TenantId tenant : tenants) {
                List<Tariff> own = tariffs.getOrDefault(tenant.value(), List.of());
                rates.put(tenant, new RateUsage(new TariffBook(own, reference), exchange));
              }
              return rates;
            });
  }

  /**
   * The rating of an organization in which one tariff more holds, at any time.
   *
   * @param more one that may be asked before all others by its id; null for none
   */
  public Uni<RateUsage> ratesWith(Sql sql, TenantId tenant, Tariff more) {
    return Uni.combine()
        .all()
        .unis(
            inForce(sql, REFERENCE, tenant.value()),
            exchangeRates.inForce(sql).map(ExchangeRates::new))
        .with(
            (tariffs, exchange) -> {
              List<Tariff> own = new ArrayList<>(tariffs.getOrDefault(tenant.value(), List.of()));
              if (more != null) {
                own.removeIf(tariff -> tariff.id().equals(more.id()));
                own.add(more.atAnyTime());
              }
              return new RateUsage(
                  new TariffBook(own, tariffs.getOrDefault(REFERENCE, List.of())), exchange);
            });
  }

  /**
   * A version of the organization's own tariff, else of the reference, also one that is kept for
   * comparison only.
   */
  public Uni<Optional<Tariff>> findVersion(Sql sql, TenantId tenant, String version) {
    return sql.query(VERSION, new String[] {REFERENCE, tenant.value()}, version)
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().item(Optional.<Tariff>empty())
                    : find(sql, UUID.fromString(rows.get(0).text(0))));
  }

  /** A tariff by its id, whatever its owner, as far as the transaction may see it. */
  public Uni<Optional<Tariff>> find(Sql sql, UUID id) {
    return sql.query("select 1 from tariffs where id = $1", id)
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().item(Optional.<Tariff>empty())
                    : load(sql, Set.of(id)).map(found -> Optional.of(found.get(id))));
  }

  /** The tariffs that speak for an organization, kept ones parsed once. */
  public Uni<TariffBook> book(Sql sql, TenantId tenant) {
    return inForce(sql, REFERENCE, tenant.value())
        .map(
            tariffs ->
                new TariffBook(
                    tariffs.getOrDefault(tenant.value(), List.of()),
                    tariffs.getOrDefault(REFERENCE, List.of())));
  }

  /** The organization's own version in force that begins last until then. */
  public Uni<Optional<TariffDocument>> followedBy(Sql sql, TenantId tenant, Instant until) {
    return sql.query(FOLLOWED, tenant.value(), until.atOffset(ZoneOffset.UTC))
        .map(rows -> rows.stream().map(row -> read(row.text(0))).findFirst());
  }

  /** The organization's own in force that begin at that instant, the last published first. */
  Uni<List<TariffDocument>> beginning(Sql sql, TenantId tenant, Instant at) {
    return sql.query(BEGINNING, tenant.value(), at.atOffset(ZoneOffset.UTC))
        .map(rows -> rows.stream().map(row -> read(row.text(0))).toList());
  }

  /** The document of a tariff, whatever its owner, as far as the transaction may see it. */
  Uni<Optional<TariffDocument>> document(Sql sql, UUID id) {
    return sql.query(DOCUMENTS, (Object) new UUID[] {id})
        .map(rows -> rows.stream().map(row -> read(row.text(1))).findFirst());
  }

  /** Those that hold, by their owners. */
  private Uni<Map<String, List<Tariff>>> inForce(Sql sql, String... owners) {
    return sql.query(IN_FORCE, (Object) owners).chain(rows -> byOwner(sql, rows));
  }

  private Uni<Map<String, List<Tariff>>> byOwner(Sql sql, List<SqlRow> rows) {
    Map<UUID, String> owners = new HashMap<>();
    rows.forEach(row -> owners.put(UUID.fromString(row.text(0)), row.text(1)));
    return load(sql, owners.keySet())
        .map(
            found ->
                found.values().stream()
                    .collect(Collectors.groupingBy(tariff -> owners.get(tariff.id()))));
  }

  /** Those that are not kept are read. */
  private Uni<Map<UUID, Tariff>> load(Sql sql, Set<UUID> ids) {
    Map<UUID, Tariff> found = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    for (UUID id : ids) {
      Tariff kept = parsed.find(id);
      if (kept == null) {
        missing.add(id);
      } else {
        found.put(id, kept);
      }
    }
    if (missing.isEmpty()) {
      return Uni.createFrom().item(found);
    }
    return sql.query(DOCUMENTS, (Object) missing.toArray(UUID[]::new))
        .map(
            rows -> {
              for (SqlRow row : rows) {
                UUID id = UUID.fromString(row.text(0));
                Tariff tariff = read(row.text(1)).toTariff(id);
                parsed.keep(tariff);
                found.put(id, tariff);
              }
              return found;
            });
  }

  static TariffDocument read(String document) {
    try {
      return EventJson.mapper().readValue(document, TariffDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored tariff cannot be read", e);
    }
  }
}
