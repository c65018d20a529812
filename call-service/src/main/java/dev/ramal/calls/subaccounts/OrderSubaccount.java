package dev.ramal.calls.subaccounts;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.connections.ConnectSubaccount;
import dev.ramal.calls.subaccounts.Subaccount.State;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.TenantId;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes the wish for a subaccount: it, the job that makes it and the answer are one transaction.
 */
@ApplicationScoped
class OrderSubaccount {
  /** What clients' keys are stored under. */
  static final String ENDPOINT = "POST /api/carriers/{id}/subaccounts";

  private final Idempotency idempotency;
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final ConnectSubaccount connections;
  private final SubaccountRepository repository;
  private final Jobs jobs;
  private final Clock clock;

  OrderSubaccount(
      Idempotency idempotency,
      CarrierAccounts accounts,
      Carriers carriers,
      ConnectSubaccount connections,
      SubaccountRepository repository,
      Jobs jobs,
      Clock clock) {
    this.idempotency = idempotency;
    this.accounts = accounts;
    this.carriers = carriers;
    this.connections = connections;
    this.repository = repository;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param name valid
   */
  Uni<Response> order(TenantId tenant, String userId, String owner, String name, String key) {
    return idempotency.once(
        tenant,
        ENDPOINT,
        key,
        userId + " " + owner + " " + name,
        sql ->
            accounts
                .exists(sql, tenant, owner)
                .chain(() -> accounts.sealedById(sql, tenant, owner))
                .map(found -> found.get().orElseThrow(CallProblems.UNKNOWN_CONNECTION::exception))
                .invoke(this::refuseIfNone)
                .call(() -> connections.refuseIfMost(sql, tenant))
                .chain(() -> store(sql, tenant, userId, owner, name)));
  }

  private void refuseIfNone(CarrierAccount owner) {
    Optional<String> why = carriers.of(owner.carrier()).subaccounts().whyNone();
    if (why.isPresent()) {
      throw CallProblems.NO_SUBACCOUNTS.detail(why.get()).exception();
    }
  }

  private Uni<Answer> store(Sql sql, TenantId tenant, String userId, String owner, String name) {
    Instant now = clock.instant();
    Subaccount account =
        new Subaccount(
            UuidV7.next().toString(), owner, name, State.ORDERED, null, null, null, now, now);
    return repository
        .add(sql, tenant, account, userId)
        .chain(() -> jobs.append(sql, MakeSubaccounts.make(tenant, account)))
        .map(stored -> Answer.of(202, account));
  }
}
