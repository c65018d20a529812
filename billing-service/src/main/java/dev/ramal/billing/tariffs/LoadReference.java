package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.billing.plans.PlanDocument;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.events.EventJson;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Loads the reference data at start: what is absent is added, what is there is left alone, so that
 * an operator's later versions survive every restart. Several replicas may do it at once.
 */
@ApplicationScoped
public class LoadReference {
  private static final Logger LOG = Logger.getLogger(LoadReference.class);
  private static final String LOADER = "seed";

  private final TariffRepository tariffs;
  private final TenantTransactions transactions;

  LoadReference(TariffRepository tariffs, TenantTransactions transactions) {
    this.tariffs = tariffs;
    this.transactions = transactions;
  }

  /** Before the consumers start: an event without a tariff would be unrateable. */
  void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent ignored) {
    load().await().indefinitely();
  }

  /** Adds what is absent. */
  public Uni<Void> load() {
    return transactions
        .acrossTenants("reference data belongs to no organization", this::load)
        .invoke(() -> LOG.info("reference tariffs and plans are loaded"));
  }

  private Uni<Void> load(Mutiny.Session session) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (String seed : SeedFiles.TARIFFS) {
      all = all.chain(() -> tariff(session, seed));
    }
    for (String seed : SeedFiles.PLANS) {
      all = all.chain(() -> plan(session, seed));
    }
    return all.chain(() -> exchangeRates(session)).chain(() -> volumeDiscounts(session));
  }

  private Uni<Void> tariff(Mutiny.Session session, String seed) {
    TariffDocument document =
        SeedFiles.read("tariffs/" + seed + ".json", new TypeReference<TariffDocument>() {});
    document.toTariff(SeedFiles.id(seed));
    return tariffs
        .add(session, TariffRepository.REFERENCE, SeedFiles.id(seed), document, LOADER)
        .replaceWithVoid();
  }

  private static Uni<Void> plan(Mutiny.Session session, String seed) {
    PlanDocument document =
        SeedFiles.read("plans/" + seed + ".json", new TypeReference<PlanDocument>() {});
    document.toPlan(SeedFiles.id(seed));
    return insert(
        session,
        """
        insert into plans (id, code, version, valid_from, valid_to, document)
        select cast(cast(:id as text) as uuid), d->>'code', d->>'version', cast(d->>'validFrom' as date),
               cast(d->>'validTo' as date), d
        from cast(cast(:document as text) as jsonb) d on conflict (code, version) do nothing
        """,
        Map.of("id", SeedFiles.id(seed).toString(), "document", EventJson.write(document)));
  }

  private static Uni<Void> exchangeRates(Mutiny.Session session) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (ExchangeRate rate :
        SeedFiles.read("exchange-rates.json", new TypeReference<List<ExchangeRate>>() {})) {
      all =
          all.chain(
              () ->
                  insert(
                      session,
                      """
                      insert into exchange_rates (currency, from_day, brl, source)
                      select d->>'currency', cast(d->>'from' as date),
                             cast(d->>'brl' as numeric), d->>'source'
                      from cast(cast(:document as text) as jsonb) d on conflict do nothing
                      """,
                      Map.of("document", EventJson.write(rate))));
    }
    return all;
  }

  private static Uni<Void> volumeDiscounts(Mutiny.Session session) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (VolumeDiscount discount :
        SeedFiles.read("volume-discounts.json", new TypeReference<List<VolumeDiscount>>() {})) {
      all =
          all.chain(
              () ->
                  insert(
                      session,
                      """
                      insert into volume_discounts (version, valid_from, valid_to, document)
                      select d->>'version', cast(d->>'validFrom' as date),
                             cast(d->>'validTo' as date), d
                      from cast(cast(:document as text) as jsonb) d on conflict do nothing
                      """,
                      Map.of("document", EventJson.write(discount))));
    }
    return all;
  }

  private static Uni<Void> insert(
      Mutiny.Session session, String sql, Map<String, String> parameters) {
    Mutiny.MutationQuery insert = session.createNativeQuery(sql);
    parameters.forEach(insert::setParameter);
    return insert.executeUpdate().replaceWithVoid();
  }
}
