package dev.ramal.billing.tariffs;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
@DisplayName("BILL-195 others are told once of each tariff in force, by which organization it is")
class ToldTariffsTest {
  private static final String TARIFF =
      """
      {"version": "told-%s", "validFrom": "2098-01-01T03:00:00Z", "source": "teste",%s
       "rules": [%s]}
      """;

  @Inject TellTariffs tell;

  @AfterEach
  void remove() {
    DATABASE.execute("delete from tariffs where version like 'told-%'");
  }

  @Test
  void shouldTellTheReferenceAfterTheStart() {
    // When
    List<ReceivedRecord> told;
    try (TopicProbe topics = TopicProbe.fromBeginning(Topics.TARIFFS)) {
      SeedFiles.TARIFFS.stream()
          .filter(seed -> !seed.contains("usd"))
          .forEach(seed -> topics.await(TariffPublished.class, SeedFiles.id(seed).toString()));
      tell.tellOthers().await().atMost(Duration.ofSeconds(20));
      told = topics.all().stream().filter(r -> r.tenant().equals(TenantId.OPERATOR)).toList();
    }

    // Then
    assertThat(told)
        .extracting(record -> record.data(TariffPublished.class))
        .filteredOn(part -> part.part() == 1)
        .extracting(TariffPublished::version)
        .containsExactlyInAnyOrder(
            "referencia-2024.1",
            "referencia-numeros-2026.1",
            "referencia-2026.1",
            "referencia-adicionais-2026.1",
            "referencia-internacional-2027.1",
            "referencia-gravacoes-2026.1",
            "referencia-recebidas-2026.1");
    assertThat(told)
        .allSatisfy(
            record -> {
              assertThat(record.data(TariffPublished.class).reference()).isTrue();
              assertThat(record.key())
                  .isEqualTo(
                      "operator:%s:%d"
                          .formatted(record.subject(), record.data(TariffPublished.class).part()));
            });
  }

  @Test
  void shouldTellAnOwnTariffInItsParts() {
    // Given
    String rules =
        IntStream.range(0, 1000).mapToObj(ToldTariffsTest::rule).collect(Collectors.joining(","));

    // When
    List<TariffPublished> told;
    try (TopicProbe topics = TopicProbe.on(Topics.TARIFFS)) {
      BillingApi.publish(Tenants.BOREAL, TARIFF.formatted("own", "", rules)).then().statusCode(201);
      BillingApi.publish(Tenants.BOREAL, TARIFF.formatted("own", "", rules)).then().statusCode(409);
      BillingApi.publish(Tenants.BOREAL, TARIFF.formatted("usd", "\"inForce\": false,", rule(0)))
          .then()
          .statusCode(201);
      DATABASE.execute(
          "insert into tariffs (id, tenant, version, valid_from, in_force, document, created_by)"
              + " values (gen_random_uuid(), 'aurora', 'told-older', '2098-01-01', true,"
              + " cast(? as jsonb), 'an older replica')",
          TARIFF.formatted("older", "", rule(0)));
      tell.tellOthers().await().atMost(Duration.ofSeconds(20));
      tell.tellOthers().await().atMost(Duration.ofSeconds(20));
      topics.await(
          "of the older replica",
          record -> record.is(TariffPublished.class) && record.tenant().equals(Tenants.AURORA));
      told =
          topics.all(Tenants.BOREAL, TariffPublished.class).stream()
              .map(record -> record.data(TariffPublished.class))
              .toList();
    }

    // Then
    assertThat(told)
        .hasSizeGreaterThan(1)
        .extracting(TariffPublished::version)
        .containsOnly("told-own");
    assertThat(told)
        .extracting(TariffPublished::part)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, told.get(0).parts()).boxed().toList());
    assertThat(told.stream().mapToInt(part -> part.rules().size()).sum()).isEqualTo(1000);
  }

  private static String rule(int n) {
    return """
    {"id": "r%d", "meter": "voice-minute", "prefix": "+5511%d",
     "cost": {"perUnit": "0.02", "currency": "USD"}, "price": {"perUnit": "0.30"}}
    """
        .formatted(n, 10_000 + n);
  }
}
