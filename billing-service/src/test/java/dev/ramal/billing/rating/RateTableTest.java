package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import dev.ramal.numbering.Destinations;
import dev.ramal.testkit.fixtures.RateTable;
import dev.ramal.testkit.fixtures.RateTable.Question;
import dev.ramal.testkit.fixtures.RateTable.Told;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateTableTest {
  @Test
  @DisplayName("BILL-197 a call is charged by the rule by which its carrier was chosen")
  void shouldAnswerAsWhoeverChoosesACarrier() {
    // Given
    List<Told> tariffs = new ArrayList<>(RateTable.tariffs());
    Collections.shuffle(tariffs, new Random(8));

    // Then
    assertThat(RateTable.questions())
        .allSatisfy(
            question ->
                assertThat(
                        book(tariffs, question.tenant())
                            .find(usage(question))
                            .map(RateTableTest::amount))
                    .as("%s", question)
                    .isEqualTo(Optional.ofNullable(question.perMinute())));
  }

  private static String amount(Match match) {
    return match.rule().cost().perUnit().toPlainString();
  }

  private static TariffBook book(List<Told> tariffs, TenantId tenant) {
    return new TariffBook(of(tariffs, tenant), of(tariffs, null));
  }

  private static List<Tariff> of(List<Told> tariffs, TenantId owner) {
    return tariffs.stream()
        .filter(told -> owner == null ? told.owner() == null : owner.equals(told.owner()))
        .map(told -> tariff(told.tariff()))
        .toList();
  }

  private static Tariff tariff(TariffPublished told) {
    return new Tariff(
        UUID.fromString(told.tariffId()),
        told.version(),
        told.validFrom(),
        told.validTo(),
        true,
        told.rules().stream().map(RateTableTest::rule).toList());
  }

  private static Rule rule(CostRule told) {
    return new Rule(
        told.id(),
        Meter.of(told.meter()),
        told.leg(),
        told.carrier(),
        told.direction(),
        told.destinationClass(),
        told.prefix(),
        Increments.of(told.minimum(), told.increment()),
        new Rate(new BigDecimal(told.perUnit()), null, told.currency()),
        Rate.brl("1"));
  }

  private static Usage usage(Question question) {
    return new Usage(
        Meter.VOICE_MINUTE,
        "lead",
        question.carrier(),
        Direction.OUTBOUND,
        Destinations.ofCall(question.to()),
        question.to(),
        60,
        Instant.now());
  }
}
