package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.connections.RetellConnection;
import dev.ramal.calls.lifecycle.RunningCalls;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Gives a number back to its carrier, never while calls run through it. From the moment it is asked
 * for no call shows the number: a click that has taken the account is waited for, and those that
 * come wait and find the number gone.
 */
@ApplicationScoped
class ReleaseNumber {
  private final SqlTransactions transactions;
  private final NumberRepository numbers;
  private final RunningCalls running;
  private final RetellConnection connections;
  private final Jobs jobs;
  private final Clock clock;

  ReleaseNumber(
      SqlTransactions transactions,
      NumberRepository numbers,
      RunningCalls running,
      RetellConnection connections,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.numbers = numbers;
    this.running = running;
    this.connections = connections;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Asked twice it is released once. */
  Uni<NumberView> release(TenantId tenant, String userId, String id) {
    RowKey key = RowKey.of(tenant, id);
    return transactions
        .inTenant(
            tenant,
            sql ->
                numbers
                    .find(sql, key)
                    .map(found -> found.orElseThrow(CallProblems.UNKNOWN_NUMBER::exception))
                    .chain(row -> numbers.lockConnection(sql, row.connection()))
                    .chain(() -> numbers.lock(sql, key))
                    .chain(row -> release(sql, row.orElseThrow(), userId)))
        .map(NumberView::of);
  }

  private Uni<NumberRow> release(Sql sql, NumberRow row, String userId) {
    if (row.state == NumberState.RELEASING || row.state == NumberState.RELEASED) {
      return Uni.createFrom().item(row);
    }
    if (row.state != NumberState.ACTIVE) {
      throw CallProblems.NUMBER_BUSY
          .detail(
              "The number is %s; only one that is active is released.".formatted(row.state.wire()))
          .exception();
    }
    return running
        .through(sql, row.key.organization(), row.number)
        .invoke(
            call -> {
              if (call.isPresent()) {
                throw CallProblems.NUMBER_BUSY
                    .detail("A call runs through it; release it once that is over.")
                    .with("callId", call.get().id().value())
                    .exception();
              }
            })
        .chain(
            () -> {
              row.state = NumberState.RELEASING;
              row.reasonCode = null;
              row.reason = null;
              row.updatedAt = clock.instant();
              row.updatedBy = userId;
              return numbers.save(sql, row);
            })
        .chain(() -> jobs.append(sql, NumberJobs.release(row)))
        .chain(() -> connections.numbersChanged(sql, row.connection()))
        .replaceWith(row);
  }
}
