package dev.ramal.billing.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ramal.billing.gaps.GapReport.Gap;
import dev.ramal.billing.gaps.GapReport.Overlap;
import dev.ramal.billing.gaps.GapReport.Undecided;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FindGapsTest {
  private static final List<Carrier> CARRIERS = List.of(Carrier.TWILIO, Carrier.TELNYX);
  private static final Instant JANUARY = Instant.parse("2027-01-01T03:00:00Z");
  private static final Instant JULY = Instant.parse("2027-07-01T03:00:00Z");

  @DisplayName("BILL-304 each area code and country without a rule is a gap, with its carriers")
  @Test
  void shouldNameEachDestinationWithoutARule() {
    // Given
    Rule[] someAreas = {
      mobile("sp", "+5511", null), mobile("df", "+5561", "telnyx"), mobile("pt", "+351", null)
    };
    TariffBook book = new TariffBook(List.of(), List.of(tariff("t", JANUARY, null, someAreas)));

    // When
    GapReport report = FindGaps.in(book, JANUARY, CARRIERS);

    // Then
    List<Gap> mobiles = gaps(report, "lead", Direction.OUTBOUND, "mobile");
    assertThat(mobiles).hasSize(2);
    assertThat(mobiles.get(0).carriers()).containsExactly("twilio", "telnyx");
    assertThat(mobiles.get(0).destinations())
        .hasSize(65)
        .contains("DDD 12", "DDD 99")
        .doesNotContain("DDD 11", "DDD 61");
    assertThat(mobiles.get(1).carriers()).containsExactly("twilio");
    assertThat(mobiles.get(1).destinations()).containsExactly("DDD 61");
    assertThat(gaps(report, "lead", Direction.OUTBOUND, "landline").get(0).destinations())
        .hasSize(65)
        .doesNotContain("DDD 11");
    assertThat(gaps(report, "lead", Direction.OUTBOUND, "international").get(0).destinations())
        .hasSizeGreaterThan(400)
        .contains("US mobile", "AR landline")
        .doesNotContain("PT mobile", "PT landline");
    assertThat(report.gaps())
        .extracting(Gap::meter)
        .contains(
            Meter.MESSAGE_SEGMENT,
            Meter.NUMBER_MONTH,
            Meter.RECORDING_GB_MONTH,
            Meter.MACHINE_DETECTION);
    long missing =
        report.gaps().stream()
            .mapToLong(
                gap -> Math.max(1, gap.carriers().size()) * Math.max(1, gap.destinations().size()))
            .sum();
    assertThat(report.checked()).isEqualTo(report.covered() + missing);
  }

  @DisplayName("BILL-304 the seeded reference leaves out text messages abroad and nothing else")
  @Test
  void shouldFindTheReferenceComplete() {
    // Given
    TariffBook reference =
        Samples.book(
            Samples.seeded("referencia-2024.1"),
            Samples.seeded("referencia-numeros-2026.1"),
            Samples.seeded("referencia-2026.1"),
            Samples.seeded("referencia-gravacoes-2026.1"),
            Samples.seeded("referencia-recebidas-2026.1"),
            Samples.seeded("referencia-usd-2024.1"));

    // When
    GapReport report = FindGaps.in(reference, JANUARY, CARRIERS);

    // Then
    assertThat(report.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.meter()).isEqualTo(Meter.MESSAGE_SEGMENT);
              assertThat(gap.kind()).isEqualTo("international");
            });
    assertThat(report.undecided()).isEmpty();
    assertThat(report.overlaps())
        .extracting(Overlap::prevails, Overlap::hides)
        .containsExactlyInAnyOrder(
            tuple("referencia-2026.1", "referencia-2024.1"),
            tuple("referencia-2026.1", "referencia-numeros-2026.1"));
  }

  @DisplayName("BILL-305 what two versions of one beginning both state is undecided")
  @Test
  void shouldNameWhatOnlyTheLaterPublicationDecides() {
    // Given
    TariffBook book =
        new TariffBook(
            List.of(
                tariff(
                    "first", JANUARY, null, mobile("a", "+5511", null), mobile("b", "+351", null)),
                tariff("second", JANUARY, null, mobile("c", "+5511", "twilio")),
                tariff("older", JANUARY.minusSeconds(1), null, mobile("d", "+351", null))),
            List.of(tariff("reference", JANUARY, null, mobile("e", "+5511", null))));

    // When
    List<Undecided> undecided = FindGaps.in(book, JANUARY, CARRIERS).undecided();

    // Then
    assertThat(undecided)
        .filteredOn(one -> "lead".equals(one.leg()) && one.direction() == Direction.OUTBOUND)
        .extracting(Undecided::kind, Undecided::carriers, Undecided::destinations)
        .containsExactly(
            tuple("landline", List.of("twilio"), List.of("DDD 11")),
            tuple("mobile", List.of("twilio"), List.of("DDD 11")));
    assertThat(undecided)
        .allSatisfy(one -> assertThat(one.versions()).containsExactlyInAnyOrder("first", "second"));
  }

  @DisplayName("BILL-306 versions that state the same for the same time overlap, by so many rules")
  @Test
  void shouldNameOverlappingVersions() {
    // Given
    Rule[] rules = {mobile("a", "+5511", null), mobile("b", "+351", null)};
    List<Tariff> own =
        List.of(
            tariff("ended", JANUARY, JULY, rules),
            tariff("july", JULY, null, rules),
            tariff("other", JULY, null, mobile("a", "+1", null)),
            tariff("spring", JANUARY.plusSeconds(60), JULY.minusSeconds(60), rules[1]));

    // When
    List<Overlap> overlaps =
        FindGaps.in(
                new TariffBook(own, List.of(tariff("reference", JANUARY, null, rules))),
                JANUARY,
                CARRIERS)
            .overlaps();

    // Then
    assertThat(overlaps)
        .containsExactly(
            new Overlap(
                "organization",
                "spring",
                "ended",
                1,
                JANUARY.plusSeconds(60),
                JULY.minusSeconds(60),
                false));
    assertThat(
            FindOverlaps.in(
                new TariffBook(
                    List.of(),
                    List.of(
                        tariff("x", JULY, JULY.plusSeconds(9), rules),
                        tariff("y", JULY, null, rules)))))
        .singleElement()
        .satisfies(
            overlap -> {
              assertThat(overlap.owner()).isEqualTo("reference");
              assertThat(overlap.sameBeginning()).isTrue();
              assertThat(overlap.rules()).isEqualTo(2);
              assertThat(overlap.to()).isEqualTo(JULY.plusSeconds(9));
            });
  }

  private static List<Gap> gaps(GapReport report, String leg, Direction direction, String kind) {
    return report.gaps().stream()
        .filter(gap -> gap.meter() == Meter.VOICE_MINUTE && leg.equals(gap.leg()))
        .filter(gap -> gap.direction() == direction && gap.kind().equals(kind))
        .toList();
  }

  private static Tariff tariff(String version, Instant from, Instant to, Rule... rules) {
    return new Tariff(UUID.randomUUID(), version, from, to, true, Arrays.asList(rules));
  }

  private static Rule mobile(String id, String prefix, String carrier) {
    return new Rule(
        id,
        Meter.VOICE_MINUTE,
        null,
        carrier == null ? null : Carrier.of(carrier),
        null,
        (DestinationClass) null,
        prefix,
        Increments.of(30, 6),
        Rate.brl("0.1"),
        Rate.brl("0.3"));
  }
}
