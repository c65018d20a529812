package dev.ramal.billing.tariffs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.plans.PlanDocument;
import dev.ramal.events.EventJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredDocumentsTest {
  @DisplayName("BILL-86 a stored tariff keeps its words, and is read again")
  @Test
  void shouldKeepTheWordsOfATariff() {
    // Given
    String stored = Golden.text("tariff.json");

    // When
    TariffDocument read = EventJson.read(stored, TariffDocument.class);

    // Then
    Golden.assertJson("tariff.json", read);
    assertThat(read.toTariff(SeedFiles.id("x")).rules()).hasSize(2);
    assertThat(TariffRepository.REFERENCE).isEqualTo("*");
  }

  @DisplayName("BILL-86 a stored plan keeps its words, and is read again")
  @Test
  void shouldKeepTheWordsOfAPlan() {
    // Given
    String stored = Golden.text("plan.json");

    // When
    PlanDocument read = EventJson.read(stored, PlanDocument.class);

    // Then
    Golden.assertJson("plan.json", read);
    assertThat(read.toPlan(SeedFiles.id("x")).allowances()).hasSize(1);
  }

  @DisplayName("BILL-86 a stored volume discount keeps its words")
  @Test
  void shouldKeepTheWordsOfAVolumeDiscount() {
    // Given
    TypeReference<List<VolumeDiscount>> type = new TypeReference<>() {};

    // When
    List<VolumeDiscount> seeded = SeedFiles.read("volume-discounts.json", type);

    // Then
    Golden.assertJson("volume-discounts.json", seeded);
  }

  @DisplayName("BILL-86 the same seed has the same id in every installation")
  @Test
  void shouldKeepTheIdsOfSeeds() {
    // Given
    String seed = "referencia-2024.1";

    // When
    String id = SeedFiles.id(seed).toString();

    // Then
    assertThat(id).isEqualTo("05a4be2d-cea5-3791-b407-9bbec1cc85b4");
    assertThat(SeedFiles.TARIFFS)
        .containsExactly(
            "referencia-2024.1",
            "referencia-usd-2024.1",
            "referencia-numeros-2026.1",
            "referencia-2026.1",
            "referencia-adicionais-2026.1",
            "referencia-internacional-2027.1",
            "referencia-gravacoes-2026.1",
            "referencia-recebidas-2026.1");
    assertThat(SeedFiles.PLANS)
        .containsExactly("essencial-2024.1", "profissional-2024.1", "enterprise-2024.1");
  }
}
