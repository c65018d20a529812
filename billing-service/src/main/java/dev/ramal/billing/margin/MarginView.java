package dev.ramal.billing.margin;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.ledger.EarnedSum;
import dev.ramal.billing.ledger.MarginKey;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is earned in a month. The items, and their total, are sums of the ledger: the tariffs' list
 * prices and the carriers' costs, and their shares of what the month comes to. What is due in
 * cents, and what it costs after a volume discount, is known of the whole month only.
 *
 * @param total of the whole month, whatever the page shows
 * @param due what the organization owes and what it costs
 */
@Schema(name = "Margin")
record MarginView(
    BillingMonth month,
    MarginKey by,
    Earned total,
    Due due,
    List<Item> items,
    @Schema(nullable = true) String next) {

  /**
   * Usage that has something in common.
   *
   * @param key id of agent or campaign, carrier, meter; null for usage of which nobody said
   * @param name of it for people; null when unknown
   */
  @Schema(name = "MarginItem")
  record Item(
      @Schema(nullable = true) String key, @Schema(nullable = true) String name, Earned earned) {
    static Item of(EarnedSum sum) {
      return new Item(sum.key().isEmpty() ? null : sum.key(), sum.name(), Earned.of(sum));
    }
  }

  /**
   * What is earned with it.
   *
   * @param listPrice what the tariffs ask, before plan and conditions
   * @param revenue the share of what the month comes to, after both, six decimals
   * @param cost before the carriers' volume discount
   * @param margin revenue less cost
   * @param marginPercent of the revenue, one decimal; null when that is nothing
   * @param returnPercent of the cost, one decimal; null when that is nothing
   */
  @Schema(name = "Earned")
  record Earned(
      long uses,
      Money listPrice,
      Money revenue,
      Money cost,
      Money margin,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal marginPercent,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal returnPercent) {
    static Earned of(EarnedSum sum) {
      Money margin = sum.revenue().minus(sum.cost());
      return new Earned(
          sum.uses(),
          sum.listPrice(),
          sum.revenue(),
          sum.cost(),
          margin,
          percent(margin, sum.revenue()),
          percent(margin, sum.cost()));
    }
  }

  /**
   * A month's statement in sum.
   *
   * @param rounding what rounding each line to cents added: by it the total differs from the
   *     revenue
   */
  @Schema(name = "MarginDue")
  record Due(
      Money total,
      Money rounding,
      Money cost,
      Money margin,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal marginPercent) {
    static Due of(Statement statement) {
      return new Due(
          statement.total(),
          statement.lines().stream()
              .map(StatementLine::priceRounding)
              .reduce(Money.zero("BRL"), Money::plus),
          statement.cost(),
          statement.margin(),
          statement.marginPercent());
    }
  }

  static BigDecimal percent(Money part, Money whole) {
    return whole.amount().signum() == 0
        ? null
        : part.amount()
            .multiply(BigDecimal.valueOf(100))
            .divide(whole.amount(), 1, RoundingMode.HALF_EVEN);
  }
}
