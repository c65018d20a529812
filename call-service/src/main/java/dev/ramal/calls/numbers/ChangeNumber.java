package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;

/** Names a number, and says whose it is. */
@ApplicationScoped
class ChangeNumber {
  private final SqlTransactions transactions;
  private final NumberRepository numbers;
  private final NumberAssignees assignees;
  private final Clock clock;

  ChangeNumber(
      SqlTransactions transactions,
      NumberRepository numbers,
      NumberAssignees assignees,
      Clock clock) {
    this.transactions = transactions;
    this.numbers = numbers;
    this.assignees = assignees;
    this.clock = clock;
  }

  Uni<NumberView> change(TenantId tenant, String userId, String id, NumberChange change) {
    change.check();
    return transactions
        .inTenant(
            tenant,
            sql ->
                numbers
                    .lock(sql, RowKey.of(tenant, id))
                    .map(found -> found.orElseThrow(CallProblems.UNKNOWN_NUMBER::exception))
                    .chain(row -> change(sql, row, userId, change)))
        .map(NumberView::of);
  }

  private Uni<NumberRow> change(Sql sql, NumberRow row, String userId, NumberChange change) {
    if (change.assignedTo() != null
        && row.state != NumberState.ACTIVE
        && row.state != NumberState.ORDERED) {
      throw CallProblems.NUMBER_BUSY
          .detail("The number is %s and can be nobody's.".formatted(row.state.wire()))
          .exception();
    }
    if (change.label() != null) {
      row.label = NumberChange.kept(change.label());
    }
    Assignment before = row.assignedTo;
    if (change.assignedTo() != null) {
      row.assignedTo = change.assignedTo().assignment();
    }
    row.updatedAt = clock.instant();
    row.updatedBy = userId;
    return (Objects.equals(before, row.assignedTo)
            ? Uni.createFrom().voidItem()
            : assignees.check(sql, row.key.organization(), row.assignedTo))
        .chain(() -> numbers.save(sql, row))
        .replaceWith(row);
  }
}
