package dev.ramal.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.DetailFiles;
import dev.ramal.billing.fixtures.StoredUses;
import dev.ramal.testkit.Tenants;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class SeededFileTest {
  private static final String QUERY = "month=2056-05&carrier=twilio";

  @DisplayName("BILL-266 of 10,000 lines with eight kinds of error each is judged as it was made")
  @Test
  void shouldMissNone() {
    // Given
    SeededFile file =
        new SeededFile(20_560_501, Instant.parse("2056-05-01T00:00:00Z"), "seeded", 10_000);
    StoredUses.insert(Tenants.AURORA, file.uses);
    StoredUses.insert(Tenants.BOREAL, ofAnother(file.uses));

    // When
    JsonPath made =
        DetailFiles.reconcile("davi", QUERY, file.text())
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();

    // Then
    assertThat(file.truthByRow.values()).contains(LineClass.values()[0], LineClass.DUPLICATE);
    assertThat(made.getLong("file.rows")).isEqualTo(file.rows()).isGreaterThanOrEqualTo(10_000);
    String lines =
        BillingApi.as("davi").get(made.getString("lines") + "/file").then().extract().asString();
    Map<Long, LineClass> judged = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    lines
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(
            cells -> {
              LineClass of = LineClass.of(cells[1]);
              if (of == LineClass.MISSING_THEIRS) {
                missing.add(cells[4]);
              } else {
                judged.put(Long.parseLong(cells[0]), of);
              }
            });
    assertThat(judged).isEqualTo(file.truthByRow);
    assertThat(missing).containsExactlyInAnyOrderElementsOf(file.leftOut);
    assertSums(file, made);
  }

  private static void assertSums(SeededFile file, JsonPath made) {
    Map<LineClass, Long> lines =
        file.truthByRow.values().stream()
            .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    lines.put(LineClass.MISSING_THEIRS, (long) file.leftOut.size());
    for (LineClass each : LineClass.values()) {
      String of = "classes.find { it.class == '" + each.wire() + "' }.";
      assertThat(made.getLong(of + "lines")).as("%s", each).isEqualTo(lines.get(each)).isPositive();
    }
    file.asked.forEach(
        (each, wanted) ->
            assertThat(
                    new BigDecimal(
                        made.getString(
                            "classes.find { it.class == '" + each.wire() + "' }.asked[0].amount")))
                .as("%s", each)
                .isEqualByComparingTo(wanted));
  }

  /** Under the same names, with other figures. */
  private static List<StoredUses> ofAnother(List<StoredUses> uses) {
    return uses.stream()
        .limit(500)
        .map(
            use ->
                StoredUses.call(
                    use.carrier(), use.reference(), use.party(), use.at(), 1, "9", "BRL", "9"))
        .toList();
  }
}
