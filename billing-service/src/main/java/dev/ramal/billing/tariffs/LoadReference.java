package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.billing.plans.PlanDocument;
import dev.ramal.billing.plans.PlanRepository;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
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

  private final PublishedTariffRepository tariffs;
  private final ExchangeRateRepository exchangeRates;
  private final PlanRepository plans;
  private final VolumeDiscountRepository discounts;
  private final TenantTransactions transactions;

  LoadReference(
      PublishedTariffRepository tariffs,
      ExchangeRateRepository exchangeRates,
      PlanRepository plans,
      VolumeDiscountRepository discounts,
      TenantTransactions transactions) {
    this.tariffs = tariffs;
    this.exchangeRates = exchangeRates;
    this.plans = plans;
    this.discounts = discounts;
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
      PlanDocument plan = SeedFiles.read("plans/" + seed + ".json", new TypeReference<>() {});
      all = all.chain(() -> plans.addIfAbsent(session, SeedFiles.id(seed), plan));
    }
    for (ExchangeRate rate :
        SeedFiles.read("exchange-rates.json", new TypeReference<List<ExchangeRate>>() {})) {
      all = all.chain(() -> exchangeRates.addIfAbsent(session, rate, LOADER)).replaceWithVoid();
    }
    for (VolumeDiscount discount :
        SeedFiles.read("volume-discounts.json", new TypeReference<List<VolumeDiscount>>() {})) {
      all = all.chain(() -> discounts.addIfAbsent(session, discount));
    }
    return all;
  }

  private Uni<Void> tariff(Mutiny.Session session, String seed) {
    TariffDocument document = SeedFiles.tariff(seed);
    document.toTariff(SeedFiles.id(seed));
    return tariffs
        .add(session, TariffRepository.REFERENCE, SeedFiles.id(seed), document, LOADER)
        .replaceWithVoid();
  }
}
