package dev.ramal.billing.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.billing.conditions.Adjustment;
import dev.ramal.billing.conditions.AdjustmentKind;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A month as postings: each moves one amount from one account to another, so that the sum of all
 * debits is that of all credits, whatever they are. Amounts are those of the statement, in cents;
 * one below zero, as after a correction, changes sides.
 *
 * @param balances of each account that is posted to
 * @param debits sum of all debit sides
 * @param credits sum of all credit sides
 */
public record Journal(
    BillingMonth month,
    List<Posting> postings,
    List<Balance> balances,
    Money debits,
    Money credits) {

  /**
   * One movement.
   *
   * @param meter null for what is no usage: a plan's fee, discounts, a minimum
   * @param destinationClass null where usage has none
   * @param leg null where usage has none
   * @param amount never negative
   */
  @Schema(name = "JournalPosting")
  public record Posting(
      Account debit,
      Account credit,
      Money amount,
      @Schema(nullable = true) Meter meter,
      @Schema(nullable = true) DestinationClass destinationClass,
      @Schema(nullable = true) String leg) {}

  /**
   * An account.
   *
   * @param balance debit less credit: what assets and expenses show as positive
   */
  @Schema(name = "JournalBalance")
  public record Balance(Account account, Money debit, Money credit, Money balance) {}

  static Journal of(Statement statement) {
    List<Posting> postings = new ArrayList<>();
    for (StatementLine line : statement.lines()) {
      add(postings, Account.RECEIVABLE, Account.USAGE_REVENUE, line.price(), line);
      add(postings, Account.CARRIER_COST, Account.CARRIER_PAYABLE, line.cost(), line);
    }
    add(postings, Account.RECEIVABLE, Account.PLAN_REVENUE, statement.planFee(), null);
    for (Adjustment adjustment : statement.adjustments()) {
      Account account =
          adjustment.kind() == AdjustmentKind.MINIMUM ? Account.MINIMUM_REVENUE : Account.DISCOUNTS;
      add(postings, Account.RECEIVABLE, account, adjustment.amount(), null);
    }
    List<Balance> balances =
        Arrays.stream(Account.values())
            .map(account -> balance(account, postings))
            .filter(balance -> !isZero(balance.debit()) || !isZero(balance.credit()))
            .toList();
    return new Journal(
        statement.month(),
        List.copyOf(postings),
        balances,
        balances.stream().map(Balance::debit).reduce(Money.zero("BRL"), Money::plus),
        balances.stream().map(Balance::credit).reduce(Money.zero("BRL"), Money::plus));
  }

  /** Whether both sides come to the same. */
  @JsonProperty
  public boolean balanced() {
    return debits.equals(credits);
  }

  /** What an account comes to, debit less credit; empty when nothing is posted to it. */
  Optional<Money> balance(Account account) {
    return balances.stream()
        .filter(of -> of.account() == account)
        .findFirst()
        .map(Balance::balance);
  }

  private static void add(
      List<Posting> postings, Account debit, Account credit, Money amount, StatementLine line) {
    int sign = amount.amount().signum();
    if (sign == 0) {
      return;
    }
    Money moved = new Money(amount.amount().abs(), amount.currency());
    postings.add(
        new Posting(
            sign > 0 ? debit : credit,
            sign > 0 ? credit : debit,
            moved,
            line == null ? null : line.key().meter(),
            line == null || line.key().destinationClass().word().isEmpty()
                ? null
                : line.key().destinationClass(),
            line == null || line.key().leg().isEmpty() ? null : line.key().leg()));
  }

  private static Balance balance(Account account, List<Posting> postings) {
    Money debit = sum(postings.stream().filter(p -> p.debit() == account).toList());
    Money credit = sum(postings.stream().filter(p -> p.credit() == account).toList());
    return new Balance(account, debit, credit, debit.minus(credit));
  }

  private static Money sum(List<Posting> postings) {
    return postings.stream().map(Posting::amount).reduce(Money.zero("BRL"), Money::plus);
  }

  private static boolean isZero(Money money) {
    return money.amount().compareTo(BigDecimal.ZERO) == 0;
  }
}
