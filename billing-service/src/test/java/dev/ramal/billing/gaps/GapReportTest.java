package dev.ramal.billing.gaps;

import static dev.ramal.billing.fixtures.BillingApi.DRAFTS;
import static dev.ramal.billing.fixtures.BillingApi.operator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.testkit.Tenants;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class GapReportTest {
  private static final String PATH = "/api/billing/tariffs/gaps";
  private static final String SMS_ABROAD =
      "gaps.find { it.meter == 'message-segment' }.destinations";

  @DisplayName("BILL-307 gaps are told of a day, of a draft, and of one's own organization")
  @Test
  void shouldTellGapsOfADayAndOfADraft() {
    // Given
    Map<String, Object> rule =
        Map.of(
            "id", "sms-pt",
            "meter", "message-segment",
            "prefix", "+351",
            "cost", Map.of("perUnit", "0.20"),
            "price", Map.of("perUnit", "0.40"));
    Map<String, Object> tariff =
        Map.of(
            "version", "cobre-1",
            "validFrom", "2062-01-01T03:00:00Z",
            "source", "teste",
            "rules", List.of(rule));
    String draft =
        operator(Tenants.BOREAL)
            .body(tariff)
            .post(DRAFTS)
            .header("Location")
            .replaceFirst("^https?://[^/]+", "");

    // When
    JsonPath withDraft = operator(Tenants.BOREAL).get(draft + "/gaps").jsonPath();

    // Then
    assertThat(withDraft.<String>getList(SMS_ABROAD))
        .contains("US mobile")
        .doesNotContain("PT mobile");
    assertThat(withDraft.getString("at")).isEqualTo("2062-01-01T03:00:00Z");
    assertThat(of("bia", "2062-01-02").<String>getList(SMS_ABROAD)).contains("PT mobile");
    BillingApi.publish(Tenants.BOREAL, tariff).then().statusCode(201);
    assertThat(of("bia", "2062-01-02").<String>getList(SMS_ABROAD)).doesNotContain("PT mobile");
    assertThat(of("bia", "2061-12-31").<String>getList(SMS_ABROAD)).contains("PT mobile");
    assertThat(of("davi", "2062-01-02").<String>getList(SMS_ABROAD)).contains("PT mobile");
    JsonPath early = of("olga", "2023-12-31");
    assertThat(early.getInt("covered")).as("before the first tariff").isZero();
    assertThat(early.getInt("checked")).isGreaterThan(4000);
    for (String day : List.of("2027-02-30", "tomorrow", "1027-01-01")) {
      assertThat(BillingApi.as("bia").get(PATH + "?day=" + day).statusCode()).isEqualTo(400);
    }
    assertThat(BillingApi.get("bia", PATH).getList("overlaps.owner")).contains("reference");
  }

  private static JsonPath of(String user, String day) {
    return BillingApi.get(user, PATH + "?day=" + day);
  }
}
