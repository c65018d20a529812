package dev.ramal.billing.tariffs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Tariff;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ParsedTariffsTest {
  private static final Rule ANY = Samples.rule("any", Meter.VOICE_MINUTE, null);
  private static final Rule MOBILE = Samples.rule("mobile", Meter.VOICE_MINUTE, "mobile");

  @DisplayName("BILL-119 of parsed tariffs those used longest ago give way when rules are too many")
  @Test
  void shouldForgetWhatWasUsedLongestAgo() {
    // Given
    ParsedTariffs parsed = new ParsedTariffs(new FourRules());
    List<Tariff> tariffs = List.of(tariff("a"), tariff("b"), tariff("c"));
    parsed.keep(tariffs.get(0));
    parsed.keep(tariffs.get(1));
    parsed.find(tariffs.get(0).id());

    // When
    parsed.keep(tariffs.get(2));

    // Then
    assertThat(tariffs)
        .extracting(tariff -> parsed.find(tariff.id()) != null)
        .containsExactly(true, false, true);
  }

  private static Tariff tariff(String version) {
    return Samples.tariff(version, Instant.EPOCH, ANY, MOBILE);
  }

  private static final class FourRules implements TariffConfig {
    @Override
    public int perOrganization() {
      return 1;
    }

    @Override
    public int rulesPerOrganization() {
      return 4;
    }

    @Override
    public int keptRules() {
      return 4;
    }
  }
}
