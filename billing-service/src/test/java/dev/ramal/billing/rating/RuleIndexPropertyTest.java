package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RuleIndexPropertyTest {
  private static final int USAGES = 40;

  @Property(tries = 3000)
  @Label("BILL-14 a tariff's index finds what trying every rule finds")
  void shouldFindWhatTryingEveryRuleFinds(
      @ForAll("rules") List<Rule> rules, @ForAll("usages") List<Usage> usages) {
    // Given
    Tariff tariff = tariff(rules);

    // When
    List<Optional<Rule>> found = usages.stream().map(tariff::ruleFor).toList();

    // Then
    assertThat(found)
        .isEqualTo(usages.stream().map(usage -> LinearSearch.ruleFor(rules, usage)).toList());
  }

  @Property(tries = 20)
  @Label("BILL-14 and does among thousands of prefixes")
  void shouldFindAmongThousandsOfPrefixes(@ForAll Random random) {
    // Given
    List<Rule> rules =
        random
            .ints(5000, 1, 100_000)
            .distinct()
            .mapToObj(digits -> rule(Meter.VOICE_MINUTE, "+" + digits, "mobile", null, null, null))
            .collect(ArrayList::new, (all, rule) -> all.add(rule), ArrayList::addAll);
    Tariff tariff = tariff(rules);
    List<Usage> usages =
        IntStream.range(0, 200).mapToObj(i -> mobile("+" + random.nextInt(10_000_000))).toList();

    // When
    List<Optional<Rule>> found = usages.stream().map(tariff::ruleFor).toList();

    // Then
    assertThat(found)
        .isEqualTo(usages.stream().map(usage -> LinearSearch.ruleFor(rules, usage)).toList());
  }

  @Provide
  Arbitrary<List<Rule>> rules() {
    Arbitrary<Rule> rule =
        Combinators.combine(
                Arbitraries.of("+5", "+55", "+5511", "+551", "+1", "+100", "+123456789012345")
                    .injectNull(0.4),
                classes().injectNull(0.3),
                Arbitraries.of("lead", "agent", "").injectNull(0.5),
                Arbitraries.of(Carrier.known()).injectNull(0.5),
                Arbitraries.of(Direction.class).injectNull(0.5),
                Arbitraries.of(Meter.VOICE_MINUTE, Meter.MESSAGE_SEGMENT))
            .as(
                (prefix, cls, leg, carrier, direction, meter) ->
                    rule(meter, prefix, cls, leg, carrier, direction));
    return rule.list().ofMinSize(1).ofMaxSize(60).map(RuleIndexPropertyTest::told);
  }

  @Provide
  Arbitrary<List<Usage>> usages() {
    return Combinators.combine(
            Arbitraries.of(
                    "+5511987654321",
                    "+5521",
                    "+55",
                    "+",
                    "",
                    "+1",
                    "+1000",
                    "+55x11",
                    "55",
                    "+1234567890123456",
                    "+123456789012345",
                    "client:ana",
                    "+٥٥11")
                .injectNull(0.1),
            Arbitraries.oneOf(classes(), Arbitraries.of("mobile-sp-rj-x", "mobilex", "-x", "m--x"))
                .injectNull(0.1),
            Arbitraries.of("lead", "agent", "lead-2", "").injectNull(0.2),
            Arbitraries.of(Carrier.known()).injectNull(0.2),
            Arbitraries.of(Direction.class).injectNull(0.2),
            Arbitraries.of(Meter.VOICE_MINUTE, Meter.MESSAGE_SEGMENT))
        .as(
            (party, cls, leg, carrier, direction, meter) ->
                new Usage(
                    meter,
                    leg,
                    carrier,
                    direction,
                    DestinationClass.ofNullable(cls),
                    party,
                    1,
                    Samples.NOVEMBER))
        .list()
        .ofSize(USAGES);
  }

  private static Arbitrary<String> classes() {
    return Arbitraries.of("mobile", "mobile-sp", "mobile-sp-rj", "m", "m-", "landline", "");
  }

  private static Usage mobile(String party) {
    return new Usage(
        Meter.VOICE_MINUTE, null, null, null, DestinationClass.MOBILE, party, 1, Samples.NOVEMBER);
  }

  private static Tariff tariff(List<Rule> rules) {
    return new Tariff(UUID.randomUUID(), "t", Instant.EPOCH, null, true, rules);
  }

  private static Rule rule(
      Meter meter, String prefix, String cls, String leg, Carrier carrier, Direction direction) {
    return new Rule(
        String.join("/", meter.wire(), prefix, cls, leg, "" + carrier, "" + direction),
        meter,
        leg,
        carrier,
        direction,
        DestinationClass.ofNullable(cls),
        prefix,
        null,
        Rate.brl("1"),
        Rate.brl("2"));
  }

  /** Without those that ask exactly what another asks: a tariff refuses them. */
  private static List<Rule> told(List<Rule> rules) {
    Set<Rule.Question> asked = new HashSet<>();
    return rules.stream().filter(rule -> asked.add(rule.question())).toList();
  }
}
