package dev.ramal.billing.reconciliation;

import java.math.BigDecimal;

/**
 * What lines of one class and one currency add up to.
 *
 * @param currency of the carrier's amounts; empty where it names none
 * @param askedCurrency of what is asked for; empty where nothing is
 * @param lines rows and usages that were compared
 * @param fileRows rows of the file among them
 * @param unconverted lines whose amount has no exchange rate: they are in no sum in BRL
 */
record ClassTotal(
    LineClass lineClass,
    String currency,
    String askedCurrency,
    long lines,
    long fileRows,
    BigDecimal theirs,
    BigDecimal theirsBrl,
    BigDecimal oursBrl,
    long unconverted,
    BigDecimal asked) {}
