package dev.ramal.billing.tariffs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.tariffs.RuleDocument.IncrementsDocument;
import dev.ramal.billing.tariffs.RuleDocument.RateDocument;
import dev.ramal.events.EventJson;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BILL-194 what carriers charge is told in parts of a tariff, and no price with it")
class TariffPartsTest {
  private static final UUID ID = UUID.fromString("0192f3a8-0000-7000-8000-000000000010");
  private static final Instant FROM = Instant.parse("2027-01-01T03:00:00Z");

  @Test
  void shouldCutALongTariff() {
    // Given
    TariffDocument document =
        tariff(
            IntStream.range(0, 100_000)
                .mapToObj(n -> rule("r" + n, "+55" + (100_000 + n)))
                .toList());

    // When
    List<TariffPublished> parts = TariffParts.of(ID, document, false);

    // Then
    assertThat(parts).extracting(TariffPublished::parts).containsOnly(parts.size());
    assertThat(parts)
        .extracting(TariffPublished::part)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, parts.size()).boxed().toList());
    assertThat(parts)
        .allSatisfy(part -> assertThat(EventJson.write(part)).hasSizeLessThan(120_000));
    assertThat(parts.stream().flatMap(part -> part.rules().stream()).map(CostRule::prefix))
        .containsExactlyElementsOf(document.rules().stream().map(RuleDocument::prefix).toList());
  }

  @Test
  void shouldTellTheCostAndNoPrice() {
    // When
    List<TariffPublished> parts = TariffParts.of(ID, tariff(List.of(rule("r", "+5511"))), true);

    // Then
    assertThat(EventJson.write(parts.get(0)))
        .isEqualTo(
            "{\"tariffId\":\"0192f3a8-0000-7000-8000-000000000010\",\"version\":\"v1\","
                + "\"reference\":true,\"validFrom\":\"2027-01-01T03:00:00Z\",\"part\":1,\"parts\":1,"
                + "\"rules\":[{\"id\":\"r\",\"meter\":\"voice-minute\",\"leg\":\"lead\","
                + "\"carrier\":\"telnyx\",\"direction\":\"outbound\",\"destinationClass\":\"mobile\","
                + "\"prefix\":\"+5511\",\"perUnit\":\"0.000000001\",\"connectionFee\":\"0\","
                + "\"currency\":\"USD\",\"minimum\":60,\"increment\":60,\"grace\":0}]}");
  }

  private static TariffDocument tariff(List<RuleDocument> rules) {
    return new TariffDocument("v1", FROM, null, "teste", true, rules);
  }

  private static RuleDocument rule(String id, String prefix) {
    return new RuleDocument(
        id,
        "voice-minute",
        "lead",
        "telnyx",
        "outbound",
        "mobile",
        prefix,
        new IncrementsDocument(30L, 6L, 0L),
        new IncrementsDocument(60L, 60L, 0L),
        new RateDocument("0.000000001", null, "USD"),
        new RateDocument("0.777", null, null),
        null);
  }
}
