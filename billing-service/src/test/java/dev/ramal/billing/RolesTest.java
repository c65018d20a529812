package dev.ramal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class RolesTest {
  private static final Map<String, String> ROLE_OF =
      Map.of(
          "ana", "sales", "bruno", "manager", "carla", "admin", "davi", "finance", "olga", "ops",
          "vera", "viewer");

  @DisplayName("BILL-56 every endpoint is for its roles and for nobody else")
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET,  /usage,                   admin finance manager",
    "GET,  /usage/{id},              admin finance manager",
    "GET,  /usage/{id}/explain,      admin finance",
    "GET,  /summary,                 admin finance manager",
    "GET,  /ledger/integrity,        admin finance operator",
    "GET,  /tariffs,                 admin finance ops operator",
    "POST, /tariffs,                 operator",
    "GET,  /tariffs/columns,         admin finance ops operator",
    "GET,  /tariffs/{id}/csv,        admin finance ops operator",
    "GET,  /tariffs/gaps,        admin finance ops operator",
    "GET,  /tariffs/changes,         admin finance operator",
    "GET,  /tariffs/drafts,          operator",
    "POST, /tariffs/drafts,          operator",
    "POST, /tariffs/drafts/csv,      operator",
    "GET,  /tariffs/drafts/{id},     operator",
    "PUT,  /tariffs/drafts/{id},     operator",
    "PUT,  /tariffs/drafts/{id}/csv, operator",
    "DELETE, /tariffs/drafts/{id},   operator",
    "GET,  /tariffs/drafts/{id}/gaps, operator",
    "POST, /tariffs/drafts/{id}/propose, operator",
    "POST, /tariffs/drafts/{id}/return,  operator",
    "POST, /tariffs/drafts/{id}/publish, operator",
    "GET,  /exchange-rates,          admin finance operator",
    "POST, /exchange-rates,          operator",
    "GET,  /plan,                    admin finance manager operator",
    "PUT,  /plan,                    admin finance operator",
    "POST, /exports,                 admin finance",
    "GET,  /exports,                 admin finance",
    "GET,  /exports/columns,         admin finance",
    "GET,  /exports/{id},            admin finance",
    "GET,  /exports/{id}/file,       admin finance",
    "POST, /monthly-exports,         admin finance",
    "GET,  /monthly-exports,         admin finance",
    "GET,  /monthly-exports/{id},    admin finance",
    "GET,  /monthly-exports/{id}/manifest, admin finance",
    "GET,  /monthly-exports/schedule, admin finance",
    "PUT,  /monthly-exports/schedule, admin finance",
    "POST, /reconciliations,         admin finance",
    "GET,  /reconciliations,         admin finance",
    "GET,  /reconciliations/{id},    admin finance",
    "GET,  /reconciliations/{id}/lines, admin finance",
    "GET,  /reconciliations/{id}/lines/file, admin finance",
    "GET,  /reconciliations/{id}/notes, admin finance",
    "GET,  /reconciliations/{id}/notes/file, admin finance",
    "POST, /simulations,             admin finance",
    "GET,  /savings,                 admin finance",
    "GET,  /margin,                  admin finance",
    "GET,  /estimates,               admin finance",
    "POST, /estimates/ask,           admin finance",
    "GET,  /budgets,                 admin finance",
    "POST, /budgets,                 admin finance",
    "GET,  /budgets/{id},            admin finance",
    "PUT,  /budgets/{id},            admin finance",
    "DELETE, /budgets/{id},          admin finance",
    "GET,  /velocity-rules,          admin finance",
    "POST, /velocity-rules,          admin finance",
    "PUT,  /velocity-rules/{id},     admin finance",
    "DELETE, /velocity-rules/{id},   admin finance",
    "GET,  /velocity-blocks,         admin finance ops",
    "POST, /velocity-blocks/{id}/release, admin finance",
    "GET,  /outbound-blocks,         admin finance manager ops",
    "POST, /outbound-blocks,         admin finance manager",
    "POST, /outbound-blocks/{id}/lift, admin finance manager",
    "GET,  /unrateable,              admin finance ops operator",
    "POST, /unrateable/rerate,       admin finance ops operator",
    "GET,  /conditions,              admin finance operator",
    "PUT,  /conditions,              operator",
    "GET,  /invoices,                admin finance operator",
    "GET,  /invoices/{id},           admin finance operator",
    "GET,  /invoices/{id}/pdf,       admin finance operator",
    "POST, /invoices/{id}/close,     finance operator",
    "GET,  /invoices/{id}/notes,     admin finance operator",
    "POST, /invoices/{id}/notes,     finance operator",
    "GET,  /invoices/{id}/notes/{id}, admin finance operator",
    "GET,  /invoices/{id}/notes/{id}/pdf, admin finance operator"
  })
  void shouldAdmitOnlyItsRoles(String method, String path, String roles) {
    // Given
    String url = "/api/billing" + path.replace("{id}", UUID.randomUUID().toString());

    // When
    int anonymous =
        RestAssured.given().contentType("application/json").request(method, url).statusCode();

    // Then
    assertThat(anonymous).isEqualTo(401);
    ROLE_OF.forEach(
        (user, role) -> {
          var request = BillingApi.as(user);
          int status =
              (List.of("GET", "DELETE").contains(method) ? request : request.body("[]"))
                  .request(method, url)
                  .statusCode();
          boolean admitted = status != 403;
          assertThat(admitted)
              .as("%s as %s answered %d", url, role, status)
              .isEqualTo(List.of(roles.split(" ")).contains(role));
        });
  }

  @DisplayName("BILL-57 a manager sees prices, not what the carrier costs")
  @Test
  void shouldHideCostsFromManagers() {
    // Given
    String month = "/api/billing/summary?month=2031-08";

    // When
    var summary = BillingApi.get("bruno", month);

    // Then
    assertThat(summary.<String, Object>getMap("$"))
        .containsKey("total")
        .containsEntry("cost", null)
        .containsEntry("margin", null);
    assertThat(BillingApi.get("carla", month).<Object>get("cost")).isNotNull();
  }
}
