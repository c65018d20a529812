package dev.ramal.calls.connections;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks at an account at its carrier once it is saved. A carrier that is slow holds up nobody. */
@ApplicationScoped
class WarnOfSettings {
  private static final Logger LOG = Logger.getLogger(WarnOfSettings.class);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final CarrierAccounts accounts;
  private final Map<Carrier, ConnectionRules> rules;

  WarnOfSettings(CarrierAccounts accounts, @All List<ConnectionRules> rules) {
    this.accounts = accounts;
    this.rules =
        rules.stream().collect(Collectors.toMap(ConnectionRules::carrier, Function.identity()));
  }

  /** The connection with what its administrator should know. */
  Uni<ConnectionView> of(TenantId tenant, ConnectionView saved) {
    return accounts
        .byId(tenant, saved.id())
        .chain(
            account ->
                account
                    .map(known -> rules.get(known.carrier()).warnings(known))
                    .orElseGet(() -> Uni.createFrom().item(List.of())))
        .ifNoItem()
        .after(LONGEST)
        .recoverWithItem(List.of())
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "connection=%s was not looked at", saved.id()))
        .onFailure()
        .recoverWithItem(List.of())
        .map(saved::warning);
  }
}
