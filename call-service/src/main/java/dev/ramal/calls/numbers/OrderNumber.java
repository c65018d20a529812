package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.calls.connections.ConnectionsConfig;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * Takes an order for a number: the number, the job that buys it and the answer become one
 * transaction. No carrier is asked here.
 */
@ApplicationScoped
class OrderNumber {
  /** What clients' keys are stored under. */
  static final String ENDPOINT = "POST /api/numbers";

  private final Idempotency idempotency;
  private final NumberAccounts accounts;
  private final NumberRepository numbers;
  private final NumberAssignees assignees;
  private final DocumentsRepository kept;
  private final Jobs jobs;
  private final ConnectionsConfig config;
  private final Clock clock;

  OrderNumber(
      Idempotency idempotency,
      NumberAccounts accounts,
      NumberRepository numbers,
      NumberAssignees assignees,
      DocumentsRepository kept,
      Jobs jobs,
      ConnectionsConfig config,
      Clock clock) {
    this.idempotency = idempotency;
    this.accounts = accounts;
    this.numbers = numbers;
    this.assignees = assignees;
    this.kept = kept;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param key of the client for this order; null when the client does not care: an account cannot
   *     order a number twice that it has
   */
  Uni<Response> order(TenantId tenant, String userId, NumberOrderRequest request, String key) {
    request.check();
    return idempotency.once(
        tenant,
        ENDPOINT,
        key,
        userId + EventJson.write(request),
        sql ->
            accounts
                .choose(sql, tenant, request.connectionId(), request.chosenCarrier())
                .chain(account -> order(sql, account, userId, request)));
  }

  private Uni<Answer> order(
      Sql sql, CarrierAccount account, String userId, NumberOrderRequest request) {
    NumberRow row = row(account, userId, request);
    return documents(sql, row, request)
        .chain(
            documents ->
                assignees
                    .check(sql, row.key.organization(), row.assignedTo)
                    .chain(() -> order(sql, row, documents)));
  }

  /** Those that regulation demands; where some are missing nothing is ordered. */
  private Uni<Map<String, String>> documents(Sql sql, NumberRow row, NumberOrderRequest request) {
    String country = Destinations.country(row.number);
    return kept.find(sql, new DocumentsRepository.Key(row.connection(), country, row.type))
        .map(found -> request.documents(found.orElse(DocumentsRepository.Kept.NONE).ids()))
        .invoke(
            documents ->
                NumberOrderRequest.refuseWithout(
                    accounts.port(row.carrier).documents(country), documents));
  }

  private Uni<Answer> order(Sql sql, NumberRow row, Map<String, String> documents) {
    return numbers
        .shareConnection(sql, row.connection())
        .invoke(
            there -> {
              if (!there) {
                throw CallProblems.UNKNOWN_CONNECTION.exception();
              }
            })
        .chain(() -> numbers.count(sql, row.connection()))
        .invoke(this::refuseIfMost)
        .chain(() -> numbers.order(sql, row))
        .invoke(
            stored -> {
              if (!stored) {
                throw CallProblems.NUMBER_HELD
                    .field("number", "is the account's, or just being bought or released")
                    .exception();
              }
            })
        .chain(() -> jobs.append(sql, NumberJobs.buy(row, documents)))
        .map(
            stored ->
                Answer.of(202, NumberView.of(row))
                    .header("Location", URI.create("/api/numbers/" + row.key.id()).toString()));
  }

  private NumberRow row(CarrierAccount account, String userId, NumberOrderRequest request) {
    NumberRow row = new NumberRow();
    row.key = RowKey.of(account.tenant(), UuidV7.next().toString());
    row.number = E164.of(request.number());
    row.connectionId = account.connectionId();
    row.carrier = account.carrier();
    row.state = NumberState.ORDERED;
    row.bought = true;
    row.type = NumberType.of(row.number);
    row.label = NumberChange.kept(request.label());
    row.assignedTo = request.assignedTo() == null ? null : request.assignedTo().assignment();
    row.createdAt = clock.instant();
    row.updatedAt = row.createdAt;
    row.orderedBy = userId;
    row.updatedBy = userId;
    return row;
  }

  private void refuseIfMost(long has) {
    if (has >= config.mostNumbers()) {
      throw CallProblems.TOO_MANY_NUMBERS
          .detail(
              "An account has at most %d numbers; release one first, or use another account."
                  .formatted(config.mostNumbers()))
          .exception();
    }
  }
}
