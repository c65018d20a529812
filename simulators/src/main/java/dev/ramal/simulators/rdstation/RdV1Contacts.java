package dev.ramal.simulators.rdstation;

import io.vertx.core.json.JsonObject;

/** Contacts as v1 shows them: with the name of their organization, where v2 has its id alone. */
final class RdV1Contacts {
  private RdV1Contacts() {}

  static JsonObject shown(RdStore store, JsonObject contact) {
    JsonObject shown = RdV1Routes.twice(contact);
    JsonObject organization = store.organizations.get(contact.getString("organization_id"));
    if (organization != null) {
      String id = organization.getString("id");
      shown.put(
          "organization",
          new JsonObject()
              .put("_id", id)
              .put("id", id)
              .put("name", organization.getString("name")));
    }
    return shown;
  }
}
