package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmAbility;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Which CRM an organization has, as it is stored; the CRM is not asked. */
@ApplicationScoped
public class ConnectedCrm {
  private final CrmConnectionRepository connections;
  private final KnownCrms crms;

  ConnectedCrm(CrmConnectionRepository connections, KnownCrms crms) {
    this.connections = connections;
    this.crms = crms;
  }

  /**
   * A CRM that is connected, or must be connected again.
   *
   * @param can what may be wanted of its deals besides notes
   */
  public record Found(String name, Set<CrmAbility> can) {}

  /** Empty where none ever was. */
  public Uni<Optional<Found>> of(Sql sql, TenantId tenant) {
    return connections.crmOf(sql, tenant).map(this::found);
  }

  /** The same; no other is connected until the transaction ends. */
  public Uni<Optional<Found>> keep(Sql sql, TenantId tenant) {
    return connections.keepCrmOf(sql, tenant).map(this::found);
  }

  /** Which account of which CRM, as {@link OrganizationCrm#account} names it. */
  public Uni<Optional<String>> account(Sql sql, TenantId tenant) {
    return connections.accountOf(sql, tenant);
  }

  /** Whether it is that one still; then no other is connected until the transaction ends. */
  public Uni<Boolean> keepsAccount(Sql sql, TenantId tenant, String account) {
    return connections
        .keepAccountOf(sql, tenant)
        .map(now -> now.filter(account::equals).isPresent());
  }

  private Optional<Found> found(Optional<String> named) {
    return named.map(name -> new Found(name, crms.named(name).abilities()));
  }
}
