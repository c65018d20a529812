package dev.ramal.billing.tariffs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.billing.tariffs.RuleDocument.IncrementsDocument;
import dev.ramal.billing.tariffs.RuleDocument.RateDocument;
import dev.ramal.kit.problem.Problem.FieldError;
import dev.ramal.kit.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TariffCsvTest {
  private static final String LEAST = "id,meter,cost_per_unit,price_per_unit\n";

  @Property(tries = 300)
  @Label("BILL-298 whatever rules there are, what was written is read as the same rules")
  void shouldReadWhatWasWritten(@ForAll("rules") List<RuleDocument> rules) {
    // Then
    assertThat(TariffCsv.read(TariffCsv.write(rules, false))).isEqualTo(rules);
    assertThat(TariffCsv.read(TariffCsv.write(rules, true))).isEqualTo(rules);
  }

  @Property(tries = 300)
  @Label("BILL-298 no cell of what is written is run by a spreadsheet")
  void shouldNotBeRun(@ForAll("rules") List<RuleDocument> rules) {
    // Then
    assertThat(CsvLines.read(TariffCsv.write(rules, false)))
        .flatExtracting(CsvLines.Line::cells)
        .noneMatch(cell -> cell.matches("(?s)[=@\t\r\n-].*|\\+(?![0-9]+$).*"));
    assertThat(CsvLines.read(TariffCsv.write(rules, true)))
        .flatExtracting(CsvLines.Line::cells)
        .noneMatch(cell -> cell.matches("(?s)[=+@\t\r\n-].*"));
  }

  @DisplayName("BILL-298 columns stand in any order, and a spreadsheet of Brazil may have had it")
  @Test
  void shouldReadWhatASpreadsheetWrites() {
    // Given
    String saved =
        "\uFEFFprice_per_unit;prefix;id;cost_per_unit;meter\r\n"
            + "0,30;5511;\"saida; \"\"SP\"\"\";0,15;voice-minute\r\n"
            + "\r\n"
            + "1;'+351;portugal;0,5;voice-minute";

    // When
    List<RuleDocument> rules = TariffCsv.read(saved);

    // Then
    assertThat(rules).extracting(RuleDocument::id).containsExactly("saida; \"SP\"", "portugal");
    assertThat(rules).extracting(RuleDocument::prefix).containsExactly("+5511", "+351");
    assertThat(rules)
        .extracting(rule -> rule.price().perUnit() + " " + rule.cost().perUnit())
        .containsExactly("0.30 0.15", "1 0.5");
    assertThat(rules).allMatch(rule -> rule.increments() == null && rule.carrier() == null);
  }

  @DisplayName("BILL-299 each error is told by its line and column, with what is allowed")
  @Test
  void shouldNameLineAndColumn() {
    // Given
    String all =
        "id,meter,leg,carrier,direction,destination_class,prefix,minimum,increment,grace,"
            + "cost_per_unit,cost_connection_fee,cost_currency,cost_minimum,cost_increment,"
            + "cost_grace,price_per_unit,price_connection_fee,join_within\n";
    String wrong =
        "a,minutes,laed,vivo,out,mobile sp,+0055,-1,0,x,1e3,0.1234567890,ABC,1000001,0,-1,NaN,-2,"
            + "3601\n";

    // When
    List<FieldError> errors = errors(all + wrong + "b,voice-minute,,,,,,,,,,,,,,,,,\n");

    // Then
    assertThat(errors)
        .extracting(FieldError::field)
        .containsExactlyElementsOf(
            IntStream.range(1, 19)
                .mapToObj(n -> "line 2." + RuleColumn.values()[n].wire())
                .sorted(java.util.Comparator.comparing(TariffCsvTest::told))
                .collect(
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        list -> {
                          list.add("line 3.cost_per_unit");
                          list.add("line 3.price_per_unit");
                          return list;
                        })));
    assertThat(errors.get(0).allowed()).contains("voice-minute", "message-segment");
  }

  @DisplayName("BILL-299 what is no table of rules is refused and says why")
  @Test
  void shouldRefuseWhatIsNoTable() {
    // Then
    assertThat(places("")).containsExactly("csv");
    assertThat(places(LEAST)).containsExactly("csv");
    assertThat(places("id;meter;price;price\nx;y;z;w"))
        .containsExactly(
            "line 1.price", "line 1.price", "line 1.cost_per_unit", "line 1.price_per_unit");
    assertThat(places("id,id,meter,cost_per_unit,price_per_unit\n1,1,1,1,1"))
        .containsExactly("line 1.id");
    assertThat(places(LEAST + "a,voice-minute,1\n")).containsExactly("line 2");
    assertThat(places(LEAST + "a,voice-minute,1,1,1\n")).containsExactly("line 2");
    assertThat(places(LEAST + "\"a,voice-minute,1,1\n\n")).containsExactly("line 2");
    assertThat(places(LEAST + "a,\"b\"c,1,1\n")).containsExactly("line 2");
    assertThat(places(LEAST + "a,b\"c\",1,1\n")).containsExactly("line 2");
    assertThat(places(LEAST + " ,voice-minute,1,1\n")).containsExactly("line 2.id");
    assertThat(places("x".repeat(500_000) + "\n1")).hasSize(5).allMatch(p -> p.length() < 80);
    assertThat(places(LEAST + "a,voice-minute,1,1\n".repeat(5001))).containsExactly("csv");
  }

  @DisplayName("BILL-299 rules of which none could be preferred are told with both lines")
  @Test
  void shouldNameBothLines() {
    // Given
    String same =
        "id,meter,prefix,cost_per_unit,price_per_unit\n"
            + "a,voice-minute,+55,1,1\n"
            + "\"b\nb\",voice-minute,+5511,1,1\n"
            + "c,voice-minute,+55,2,2\n"
            + "a,voice-minute,+351,2,2\n";

    // When
    List<FieldError> errors = errors(same);

    // Then
    assertThat(errors)
        .extracting(error -> error.field() + ": " + error.message())
        .containsExactly(
            "line 5: covers exactly the same uses as line 2",
            "line 6.id: is the name of the rule of line 2");
  }

  @DisplayName("BILL-299 of many errors the first ones are told")
  @Test
  void shouldTellTheFirstErrors() {
    // Given
    String many =
        LEAST
            + IntStream.range(0, 5000)
                .mapToObj(n -> "r" + n + ",voice-minute,x,1\n")
                .collect(Collectors.joining());

    // Then
    assertThat(errors(many)).hasSize(20);
  }

  @Provide
  Arbitrary<List<RuleDocument>> rules() {
    Arbitrary<String> words =
        Arbitraries.strings().withChars("ab=+-@'\";,\t\r\n é").ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> ids = words.filter(id -> !id.isBlank());
    Arbitrary<IncrementsDocument> increments =
        Combinators.combine(
                Arbitraries.longs().between(0, 600).injectNull(0.3),
                Arbitraries.longs().between(1, 600).injectNull(0.3),
                Arbitraries.longs().between(0, 60).injectNull(0.3))
            .as(IncrementsDocument::new)
            .filter(i -> i.minimum() != null || i.increment() != null || i.grace() != null)
            .injectNull(0.4);
    Arbitrary<String> amounts = Arbitraries.of("0", "0.30", "123456789.123456789", "007", "1.0");
    Arbitrary<RateDocument> costs =
        Combinators.combine(
                amounts,
                amounts.injectNull(0.5),
                Arbitraries.of("BRL", "USD", "EUR").injectNull(0.3))
            .as(RateDocument::new);
    Arbitrary<RateDocument> prices =
        Combinators.combine(amounts, amounts.injectNull(0.5))
            .as((unit, fee) -> new RateDocument(unit, fee, null));
    Arbitrary<RuleDocument> asked =
        Combinators.combine(
                ids,
                Arbitraries.of("voice-minute", "number-month"),
                Arbitraries.of("lead", "agent", "other").injectNull(0.3),
                Arbitraries.of("twilio", "telnyx").injectNull(0.3),
                Arbitraries.of("inbound", "outbound").injectNull(0.3),
                Arbitraries.of("mobile", "international-PT", "0800").injectNull(0.3),
                Arbitraries.of("+5511", "+351", "+1").injectNull(0.3))
            .as(
                (id, meter, leg, carrier, direction, cls, prefix) ->
                    new RuleDocument(
                        id, meter, leg, carrier, direction, cls, prefix, null, null, null, null,
                        null));
    return Combinators.combine(
            asked,
            increments,
            increments,
            costs,
            prices,
            Arbitraries.integers().between(0, 3600).injectNull(0.6))
        .as(
            (rule, ours, theirs, cost, price, join) ->
                new RuleDocument(
                    rule.id(),
                    rule.meter(),
                    rule.leg(),
                    rule.carrier(),
                    rule.direction(),
                    rule.destinationClass(),
                    rule.prefix(),
                    ours,
                    theirs,
                    cost,
                    price,
                    join))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(TariffCsvTest::apart);
  }

  /** Without those that a tariff would refuse. */
  private static List<RuleDocument> apart(List<RuleDocument> rules) {
    Set<Object> seen = new HashSet<>();
    return rules.stream()
        .filter(rule -> seen.add(rule.id()))
        .filter(rule -> seen.add(rule.toRule(new java.util.HashMap<>()).question()))
        .toList();
  }

  private static List<String> places(String file) {
    return errors(file).stream().map(FieldError::field).toList();
  }

  private static List<FieldError> errors(String file) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> TariffCsv.read(file));
    assertThat(refused).as(file.lines().limit(3).toList().toString()).isNotNull();
    assertThat(refused.problem().code()).isEqualTo("BILLING-0290");
    return refused.problem().errors();
  }

  /** In which order the cells of a line are read. */
  private static int told(String place) {
    return List.of(
            "meter",
            "leg",
            "carrier",
            "direction",
            "destination_class",
            "prefix",
            "minimum",
            "increment",
            "grace",
            "cost_minimum",
            "cost_increment",
            "cost_grace",
            "cost_per_unit",
            "cost_connection_fee",
            "cost_currency",
            "price_per_unit",
            "price_connection_fee",
            "join_within")
        .indexOf(place.substring(place.indexOf('.') + 1));
  }
}
