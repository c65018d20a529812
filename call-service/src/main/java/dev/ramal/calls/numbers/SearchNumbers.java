package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Asks a carrier which numbers it sells, at which price and on which terms. Stores nothing. */
@ApplicationScoped
class SearchNumbers {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;

  private final SqlTransactions transactions;
  private final NumberAccounts accounts;

  SearchNumbers(SqlTransactions transactions, NumberAccounts accounts) {
    this.transactions = transactions;
    this.accounts = accounts;
  }

  /** The parameters are those of {@link NumberAccounts#choose}. */
  Uni<List<AvailableNumber>> search(
      TenantId tenant, String connectionId, Carrier carrier, NumberQuery query) {
    return transactions
        .inTenant(tenant, sql -> accounts.choose(sql, tenant, connectionId, carrier))
        .chain(account -> ask(account, query));
  }

  private Uni<List<AvailableNumber>> ask(CarrierAccount account, NumberQuery query) {
    List<NumberDocument> documents = accounts.port(account.carrier()).documents(query.country());
    return accounts
        .port(account.carrier())
        .search(account, query)
        .map(
            reply -> {
              if (reply instanceof CarrierReply.Refused<?> refused
                  && refused.status() == NOT_FOUND) {
                return List.of();
              }
              if (reply instanceof CarrierReply.Done<?>) {
                return ((CarrierReply.Done<List<dev.ramal.calls.carrier.NumberOffer>>) reply)
                    .value().stream()
                        .map(offer -> AvailableNumber.of(account, offer, documents))
                        .toList();
              }
              throw notTold(account, reply);
            });
  }

  private static RuntimeException notTold(CarrierAccount account, CarrierReply<?> reply) {
    String carrier = account.carrier().wire();
    if (reply instanceof CarrierReply.Refused<?> refused) {
      return CallProblems.NOTHING_OFFERED
          .detail("%s refuses to tell: %s %s".formatted(carrier, refused.code(), refused.reason()))
          .exception(ASK_AGAIN);
    }
    return CallProblems.NOTHING_OFFERED.exception(
        reply instanceof CarrierReply.Throttled<?> slow && slow.retryAfter() != null
            ? slow.retryAfter()
            : ASK_AGAIN);
  }
}
