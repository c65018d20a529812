package dev.ramal.billing.conditions;

/** How what is agreed is written. */
final class Forms {
  static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
  static final String CODE_SAYS = "has 1 to 40 letters, digits, points, dashes, as in lancamento";
  static final String PERCENT = "[0-9]{1,3}(\\.[0-9]{1,4})?";
  static final String PERCENT_SAYS = "is a percentage with at most 4 decimals, as in 2.90";
  static final String BRL = "[0-9]{1,9}(\\.[0-9]{1,2})?";
  static final String BRL_SAYS = "is an amount in reais with at most 2 decimals, as in 500.00";
  static final String MONTH = "[0-9]{4}-(0[1-9]|1[0-2])";
  static final String MONTH_SAYS = "is a month yyyy-MM, as in 2027-06";

  private Forms() {}
}
