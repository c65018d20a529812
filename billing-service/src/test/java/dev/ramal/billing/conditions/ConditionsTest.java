package dev.ramal.billing.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  private static final BillingMonth JUNE = BillingMonth.of("2027-06");
  private static final Conditions ALL =
      agreed(
          """
          {"volumeDiscount": [{"fromBrl": "1000", "percent": "5"}, {"fromBrl": "2000", "percent": "10"}],
           "discounts": [
             {"code": "fixo", "description": "Cortesia", "on": "usage", "amountBrl": "50"},
             {"code": "dez", "description": "Lançamento", "on": "usage", "percent": "10", "untilMonth": "2027-07"},
             {"code": "meio", "description": "Parceria", "on": "total", "percent": "50"},
             {"code": "velho", "description": "Passou", "on": "usage", "percent": "99", "untilMonth": "2027-06"}],
           "minimumBrl": "1500"}
          """);

  @DisplayName("BILL-243 what was agreed applies in the documented order, each to what is left")
  @Test
  void shouldApplyInOrder() {
    // When
    List<Adjustment> made = ALL.adjust(JUNE, Money.brl("2500.00"), Money.brl("399.00"));

    // Then
    assertThat(made)
        .extracting(of -> of.code() + " " + of.base().toCents() + " " + of.amount().toCents())
        .containsExactly(
            "volume-discount 2500.00 -100.00",
            "dez 2400.00 -240.00",
            "fixo 2160.00 -50.00",
            "meio 2509.00 -1254.50",
            "minimum 1254.50 245.50");
  }

  @DisplayName("BILL-243 a discount never makes a month cost less than nothing")
  @Test
  void shouldStopAtNothing() {
    // Given
    Conditions more =
        agreed(
            """
            {"discounts": [
              {"code": "a", "description": "A", "on": "usage", "amountBrl": "50"},
              {"code": "b", "description": "B", "on": "usage", "percent": "100"},
              {"code": "c", "description": "C", "on": "total", "amountBrl": "400"}]}
            """);

    // When
    List<Adjustment> made = more.adjust(JUNE, Money.brl("20.00"), Money.brl("399.00"));

    // Then
    assertThat(made)
        .extracting(of -> of.code() + " " + of.amount().toCents())
        .containsExactly("b -20.00", "c -399.00");
  }

  @DisplayName("BILL-243 nothing is taken off what is given back")
  @Test
  void shouldLeaveNegativeUsageAlone() {
    // When, Then
    assertThat(ALL.adjust(JUNE, Money.brl("-20.00"), Money.zero("BRL")))
        .extracting(of -> of.code() + " " + of.amount().toCents())
        .containsExactly("minimum 1520.00");
  }

  @Property(tries = 1000)
  @Label("BILL-243 more usage never makes a month cheaper, and none makes it less than nothing")
  void shouldBeMonotone(
      @ForAll Random random,
      @ForAll @LongRange(min = 0, max = 5_000_000) long cents,
      @ForAll @LongRange(min = 0, max = 500_000) long more,
      @ForAll @LongRange(min = 0, max = 100_000) long fee) {
    // Given
    Conditions conditions = new Conditions(UUID.randomUUID(), random(random));

    // When
    BigDecimal less = total(conditions, cents, fee);
    BigDecimal most = total(conditions, cents + more, fee);

    // Then
    assertThat(less).isLessThanOrEqualTo(most).isNotNegative();
    assertThat(less.stripTrailingZeros().scale()).isLessThanOrEqualTo(2);
    if (conditions.agreed().minimumBrl() != null) {
      assertThat(less).isGreaterThanOrEqualTo(new BigDecimal(conditions.agreed().minimumBrl()));
    }
  }

  @DisplayName("BILL-244 taxes on top, and grossed up so that the total remains when they are paid")
  @ParameterizedTest(name = "{0} of {1}: {2} on {3}")
  @CsvSource({
    "ON_TOP, 399.00, 11.57 2.59 11.97, 399.00",
    "ON_TOP, 0.00, 0.00 0.00 0.00, 0.00",
    "GROSS_UP, 399.00, 12.38 2.78 12.81, 426.97",
    "GROSS_UP, 0.05, 0.00 0.00 0.00, 0.05"
  })
  void shouldTax(TaxMode mode, String total, String amounts, String base) {
    // Given
    Taxes taxes =
        new Taxes(
            mode,
            List.of(
                new Tax("ISS", "ISS", "2.90"),
                new Tax("PIS", "PIS", "0.65"),
                new Tax("COFINS", "COFINS", "3.00")));

    // When
    List<TaxLine> lines = taxes.of(Money.brl(total));

    // Then
    assertThat(lines)
        .extracting(line -> line.amount().toCents().toPlainString())
        .containsExactly(amounts.split(" "));
    assertThat(lines).allMatch(line -> line.base().equals(Money.brl(base)));
  }

  @DisplayName("BILL-245 a CNPJ is told by its check digits, with letters as well")
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "11.222.333/0001-81, true",
    "11222333000181, true",
    "12.ABC.345/01DE-35, true",
    "11.222.333/0001-82, false",
    "12.abc.345/01DE-35, false",
    "00.000.000/0000-00, false",
    "1122233300018, false",
    "'', false"
  })
  void shouldCheckTaxNumbers(String text, boolean valid) {
    // When, Then
    assertThat(Cnpj.isValid(text)).isEqualTo(valid);
  }

  @DisplayName("BILL-257 conditions that cannot be meant are refused by the name of their field")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "discounts[1].code;{'discounts':[{'code':'a','on':'usage','percent':'1'},{'code':'a','on':'usage','percent':'1'}]}",
        "discounts[0].percent;{'discounts':[{'code':'a','on':'usage','percent':'1','amountBrl':'1'}]}",
        "discounts[0].percent;{'discounts':[{'code':'a','on':'total'}]}",
        "discounts[0].percent;{'discounts':[{'code':'a','on':'total','percent':'100.1'}]}",
        "volumeDiscount[1].fromBrl;{'volumeDiscount':[{'fromBrl':'5','percent':'1'},{'fromBrl':'5.00','percent':'2'}]}",
        "volumeDiscount[0].percent;{'volumeDiscount':[{'fromBrl':'5','percent':'101'}]}",
        "taxes.lines[1].code;{'taxes':{'lines':[{'code':'ISS','percent':'1'},{'code':'ISS','percent':'1'}]}}",
        "taxes.lines;{'taxes':{'lines':[{'code':'ISS','percent':'60'},{'code':'PIS','percent':'40'}]}}",
        "billTo.taxId;{'billTo':{'name':'X','taxId':'11.222.333/0001-80'}}"
      })
  void shouldRefuseWhatCannotBeMeant(String field, String json) {
    // Given
    Agreed agreed = EventJson.read(json.replace('\'', '"'), Agreed.class);

    // When
    ProblemException refused = catchThrowableOfType(ProblemException.class, agreed::checked);

    // Then
    assertThat(refused.problem().code()).isEqualTo("BILLING-0041");
    assertThat(refused.problem().errors().get(0).field()).isEqualTo(field);
  }

  private static BigDecimal total(Conditions conditions, long cents, long fee) {
    Money usage = new Money(BigDecimal.valueOf(cents, 2), "BRL");
    Money fees = new Money(BigDecimal.valueOf(fee, 2), "BRL");
    return conditions.adjust(JUNE, usage, fees).stream()
        .map(Adjustment::amount)
        .reduce(usage.plus(fees), Money::plus)
        .amount();
  }

  private static Agreed random(Random random) {
    List<DiscountTier> tiers = new ArrayList<>();
    long from = 0;
    for (int i = 0; i < random.nextInt(4); i++) {
      from += 1 + random.nextInt(10_000);
      tiers.add(new DiscountTier("" + from, percent(random)));
    }
    List<Discount> discounts = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      boolean share = random.nextBoolean();
      discounts.add(
          new Discount(
              "d" + i,
              "D",
              DiscountBase.values()[random.nextInt(2)],
              share ? percent(random) : null,
              share ? null : random.nextInt(500) + "." + random.nextInt(10),
              null));
    }
    String minimum = random.nextBoolean() ? null : "" + random.nextInt(5_000);
    return new Agreed(tiers, discounts, minimum, null, null, null, null).checked();
  }

  private static String percent(Random random) {
    return random.nextInt(100) + "." + random.nextInt(100);
  }

  private static Conditions agreed(String json) {
    return new Conditions(UUID.randomUUID(), EventJson.read(json, Agreed.class).checked());
  }
}
