package dev.ramal.billing.tariffs;

import dev.ramal.billing.tariffs.RuleDocument.RateDocument;
import dev.ramal.kit.problem.Problem;
import java.util.Currency;
import java.util.List;
import java.util.function.BiConsumer;

/** What the amounts and currencies of rules must be, field by field; the first twenty are told. */
final class RateFields {
  static final String NEGATIVE = "is negative; it is 0 where nothing is asked";
  static final String NO_CURRENCY = "is no currency of ISO 4217, as in USD";

  private static final int MOST = 20;

  private Problem problem;

  private RateFields(Problem kind) {
    this.problem = kind;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each amount that is
   */
  static void refuseNegative(List<RuleDocument> rules) {
    RateFields wrong = new RateFields(TariffProblems.NEGATIVE_AMOUNT);
    each(
        rules,
        (field, rate) -> {
          wrong.add(isNegative(rate.perUnit()), field + ".perUnit", NEGATIVE);
          wrong.add(isNegative(rate.connectionFee()), field + ".connectionFee", NEGATIVE);
        });
    wrong.refuse();
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each currency that there is not
   */
  static void refuseUnknownCurrencies(List<RuleDocument> rules) {
    RateFields wrong = new RateFields(TariffProblems.UNKNOWN_CURRENCY);
    each(
        rules,
        (field, rate) ->
            wrong.add(
                rate.currency() != null && !isCurrency(rate.currency()),
                field + ".currency",
                NO_CURRENCY));
    wrong.refuse();
  }

  /** Whether there is such a currency today. */
  static boolean isCurrency(String code) {
    try {
      return code.matches("[A-Z]{3}") && Currency.getInstance(code) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isNegative(String amount) {
    return amount != null && amount.startsWith("-");
  }

  private static void each(List<RuleDocument> rules, BiConsumer<String, RateDocument> of) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).cost() != null) {
        of.accept("rules[" + i + "].cost", rules.get(i).cost());
      }
      if (rules.get(i).price() != null) {
        of.accept("rules[" + i + "].price", rules.get(i).price());
      }
    }
  }

  private void add(boolean isWrong, String field, String message) {
    if (isWrong && problem.errors().size() < MOST) {
      problem = problem.field(field, message);
    }
  }

  private void refuse() {
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }
}
