package dev.ramal.crm.mapping;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Aurora uses a CRM whose deals we do not change, Boreal one that can do all. */
@CrmTest
class MappingSupportTest {
  private static final String PATH = "/api/crm/mapping";
  private static final Map<String, Object> ALL =
      Map.of(
          "tasks",
          List.of(
              Map.of(
                  "outcome", "busy", "text", "Ligar", "after", 1, "unit", "hours", "type", "call")),
          "followUps",
          "call",
          "stages",
          List.of(Map.of("outcome", "busy", "stageId", "s1", "overwrite", true)),
          "fields",
          List.of(Map.of("field", "ultima_ligacao", "value", "outcome")));

  private final Postgres crm = Postgres.database("crm");

  @AfterEach
  void clear() {
    crm.execute("delete from crm_mapping");
  }

  @Test
  @DisplayName(
      "CRM-294 a mapping that the CRM cannot carry out is refused at once, naming each rule and"
          + " what it can do; two organizations")
  void shouldRefuseWhatTheCrmCannotDo() {
    // Given
    HubSpot.connect("carla", "portal of aurora");
    RdStation.connect("bia", "crm of boreal");

    // When
    ValidatableResponse refused = put("carla", ALL);
    ValidatableResponse taken = put("bia", ALL);

    // Then
    refused
        .statusCode(422)
        .body("code", equalTo(CrmProblems.notCarriedOut("").code()))
        .body("errors.field", contains("tasks[0]", "followUps", "stages[0]", "fields[0]"))
        .body("errors[0].message", endsWith("it takes notes alone"));
    taken.statusCode(200);
    get("carla", PATH).body("tasks", empty()).body("stages", empty());
    get("carla", PATH + "/support")
        .body("crm", equalTo("hubspot"))
        .body("can", empty())
        .body("notCarriedOut", empty());
    get("bia", PATH + "/support")
        .body("can", containsInAnyOrder("tasks", "stages", "fields"))
        .body("notCarriedOut", empty());
    put("carla", Map.of("tasks", List.of())).statusCode(200);
    ApiUser.as("ana").request().get(PATH + "/support").then().statusCode(403);
  }

  @Test
  @DisplayName(
      "CRM-295 rules that were there before a CRM that cannot carry them out are named, with the"
          + " mapping and in the health")
  void shouldNameRulesThatAreNotCarriedOut() {
    // Given
    crm.execute("delete from crm_connection where tenant in ('aurora', 'boreal')");
    put("carla", ALL).statusCode(200);
    put("bia", ALL).statusCode(200);
    get("carla", PATH + "/support").body("crm", nullValue()).body("notCarriedOut", empty());

    // When
    HubSpot.connect("carla", "portal of aurora");
    RdStation.connect("bia", "crm of boreal");

    // Then
    List<String> all = List.of("tasks[0]", "followUps", "stages[0]", "fields[0]");
    get("carla", PATH + "/support").body("notCarriedOut", equalTo(all));
    get("carla", "/api/crm/sync/health").body("rulesNotCarriedOut", equalTo(all));
    get("bia", "/api/crm/sync/health").body("rulesNotCarriedOut", empty());
  }

  private static ValidatableResponse put(String user, Map<String, ?> mapping) {
    return ApiUser.as(user).request().body(mapping).put(PATH).then();
  }

  private static ValidatableResponse get(String user, String path) {
    return ApiUser.as(user).request().get(path).then().statusCode(200);
  }
}
