package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The account that numbers are searched and bought with. */
@ApplicationScoped
class NumberAccounts {
  private final CarrierAccounts accounts;
  private final VoiceSettingsRepository settings;
  private final Carriers carriers;

  NumberAccounts(CarrierAccounts accounts, VoiceSettingsRepository settings, Carriers carriers) {
    this.accounts = accounts;
    this.settings = settings;
    this.carriers = carriers;
  }

  /**
   * @param connectionId one of the organization's, enabled or not; null for the newest that is
   *     enabled with the carrier
   * @param carrier null for the one that the organization calls with
   * @return fails with the problem when there is none
   */
  Uni<CarrierAccount> choose(Sql sql, TenantId tenant, String connectionId, Carrier carrier) {
    if (connectionId != null) {
      return accounts
          .exists(sql, tenant, connectionId)
          .chain(() -> accounts.sealedById(sql, tenant, connectionId))
          .map(found -> found.get().orElseThrow(CallProblems.UNKNOWN_CONNECTION::exception));
    }
    return carrier(sql, tenant, carrier)
        .chain(
            chosen ->
                accounts
                    .enabled(sql, tenant, chosen)
                    .map(found -> found.orElseThrow(() -> none(chosen))));
  }

  private Uni<Carrier> carrier(Sql sql, TenantId tenant, Carrier given) {
    return given != null
        ? Uni.createFrom().item(given)
        : settings.of(sql, Set.of(tenant)).map(found -> found.get(tenant).carrier());
  }

  private static RuntimeException none(Carrier carrier) {
    return CallProblems.NO_CONNECTION
        .field("carrier", "has no enabled connection: " + carrier.wire())
        .exception();
  }

  NumberPort port(Carrier carrier) {
    return carriers.of(carrier).numbers();
  }
}
