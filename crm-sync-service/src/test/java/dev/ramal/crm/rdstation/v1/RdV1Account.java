package dev.ramal.crm.rdstation.v1;

import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.testkit.fixtures.ApiUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * An account of v1 in which somebody has an open deal.
 *
 * @param token of one of its users
 * @param contact the person
 * @param deal the open one
 */
record RdV1Account(String token, String contact, String deal) {
  /**
   * With one more user, and one more person of that number, who is named after the account.
   *
   * @param name of the account
   * @param phone of the person
   */
  static RdV1Account of(String name, String phone) {
    String token = "hush" + FinishedCalls.newId().replace("-", "");
    String email = token + "@exemplo.com.br";
    RdStation.crm().seed(name, "users", new JsonObject().put("name", "Bia").put("email", email));
    RdStation.crm().registerV1(token, name, email);
    JsonArray phones = new JsonArray().add(new JsonObject().put("phone", phone));
    String contact =
        RdStation.crm()
            .seed(
                name,
                "contacts",
                new JsonObject().put("name", "Marina of " + name).put("phones", phones));
    String deal =
        RdStation.crm()
            .seed(
                name,
                "deals",
                new JsonObject()
                    .put("name", "Proposta")
                    .put("contact_ids", new JsonArray().add(contact)));
    return new RdV1Account(token, contact, deal);
  }

  void connect(String admin) {
    connect(admin, Map.of());
  }

  /**
   * @param more that is entered, too
   */
  void connect(String admin, Map<String, Object> more) {
    Map<String, Object> entered = new HashMap<>(more);
    entered.put("crm", RdV1Crm.NAME);
    entered.put("token", token);
    ApiUser.as(admin).request().body(entered).put("/api/crm/connection").then().statusCode(200);
  }
}
