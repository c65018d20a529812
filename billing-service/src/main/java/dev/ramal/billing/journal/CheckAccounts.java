package dev.ramal.billing.journal;

import dev.ramal.billing.integrity.CheckedPart;
import dev.ramal.billing.integrity.Difference;
import dev.ramal.billing.integrity.MonthCheck;
import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.chain.SealedMonthRepository;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.LedgerTotals;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Compares the accounts of a month with its ledger. That debits are credits proves nothing; that
 * both the ledger's prices and its costs are in the accounts, whole and once, does. Both are read
 * from one snapshot: what is posted meanwhile makes no difference.
 */
@ApplicationScoped
class CheckAccounts implements MonthCheck {
  private final BuildStatement buildStatement;
  private final LedgerRepository ledger;
  private final SealedMonthRepository months;

  CheckAccounts(
      BuildStatement buildStatement, LedgerRepository ledger, SealedMonthRepository months) {
    this.buildStatement = buildStatement;
    this.ledger = ledger;
    this.months = months;
  }

  @Override
  public CheckedPart part() {
    return CheckedPart.ACCOUNTS;
  }

  @Override
  public Uni<List<Difference>> differences(TenantId tenant, BillingMonth month) {
    return buildStatement.build(
        tenant,
        month,
        (connection, statement) ->
            ledger
                .snapshot(connection)
                .chain(now -> months.totals(connection, tenant, month, now))
                .map(totals -> compare(statement, totals)));
  }

  static List<Difference> compare(Statement statement, LedgerTotals ledger) {
    List<Difference> found = new ArrayList<>();
    Money zero = Money.zero("BRL");
    compare(
        found,
        "list prices of the lines",
        ledger.listPrice(),
        sum(statement, StatementLine::listPrice));
    compare(
        found,
        "costs of the lines before discounts",
        ledger.cost(),
        sum(statement, line -> line.exactCost().plus(line.carrierDiscount())));
    Journal journal = Journal.of(statement);
    compare(found, "debits and credits", journal.debits(), journal.credits());
    compare(
        found,
        Account.RECEIVABLE.wire(),
        statement.total(),
        journal.balance(Account.RECEIVABLE).orElse(zero));
    compare(
        found,
        Account.CARRIER_COST.wire(),
        statement.cost(),
        journal.balance(Account.CARRIER_COST).orElse(zero));
    return found;
  }

  private static void compare(List<Difference> to, String place, Money expected, Money found) {
    if (!expected.equals(found)) {
      to.add(new Difference(place, expected.toString(), found.toString()));
    }
  }

  private static Money sum(Statement statement, Function<StatementLine, Money> amount) {
    return statement.lines().stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
  }
}
