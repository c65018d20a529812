package dev.ramal.billing.tariffs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ramal.billing.tariffs.TariffDiff.FieldDiff;
import dev.ramal.billing.tariffs.TariffDiff.RuleDiff;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TariffDiffTest {
  private static final String HEAD = "id,meter,prefix,cost_per_unit,price_per_unit\n";

  @DisplayName("BILL-300 a difference names new, changed and removed rules, and other fields")
  @Test
  void shouldNameWhatDiffers() {
    // Given
    TariffDocument before =
        document(
            "v1", null, "a,voice-minute,+55,1,2\nb,voice-minute,+351,1,2\nc,voice-minute,,1,2");
    TariffDocument after =
        document(
            "v2",
            List.of(new VolumeTier(0L, "0"), new VolumeTier(50_000L, "12.5")),
            "c,voice-minute,,1,2\nd,voice-minute,+1,1,2\na,voice-minute,+55,1.5,2.5");

    // When
    TariffDiff diff = TariffDiff.between(before, after);

    // Then
    assertThat(diff.fields())
        .containsExactly(
            new FieldDiff("version", "v1", "v2"),
            new FieldDiff("volumeTiers", null, "0: 0 %, 50000: 12.5 %"));
    assertThat(diff.rules())
        .extracting(RuleDiff::id, rule -> String.join(" ", rule.columns()))
        .containsExactly(
            tuple("d", "id meter prefix cost_per_unit price_per_unit"),
            tuple("a", "cost_per_unit price_per_unit"),
            tuple("b", "id meter prefix cost_per_unit price_per_unit"));
    assertThat(diff.rules().get(0).before()).isNull();
    assertThat(diff.rules().get(1).before()).isEqualTo("a,voice-minute,,,,,+55,,,,1,,,,,,2,,");
    assertThat(diff.rules().get(1).after()).isEqualTo("a,voice-minute,,,,,+55,,,,1.5,,,,,,2.5,,");
    assertThat(diff.rules().get(2).after()).isNull();
  }

  @DisplayName("BILL-300 the order of rules is no difference, and everything is new at first")
  @Test
  void shouldTakeOrderForNoDifference() {
    // Given
    TariffDocument one = document("v1", null, "a,voice-minute,+55,1,2\nb,voice-minute,+1,1,2");
    TariffDocument other = document("v1", null, "b,voice-minute,+1,1,2\na,voice-minute,+55,1,2");

    // Then
    assertThat(TariffDiff.between(one, other)).isEqualTo(TariffDiff.NONE);
    TariffDiff first = TariffDiff.between(null, one);
    assertThat(first.rules()).extracting(RuleDiff::id).containsExactly("a", "b");
    assertThat(first.fields())
        .extracting(FieldDiff::field)
        .containsExactly("version", "validFrom", "source", "inForce");
  }

  private static TariffDocument document(String version, List<VolumeTier> tiers, String rules) {
    return new TariffDocument(
        version, Instant.EPOCH, null, "teste", null, TariffCsv.read(HEAD + rules), tiers, null);
  }
}
