package dev.ramal.simulators.telnyx.regulations;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What Brazil demands of whoever orders one type of number. The shape is Telnyx's, which papers
 * they are was made up.
 *
 * @param numberType local, mobile or toll_free
 */
record Demand(String numberType) {
  static final String COUNTRY = "BR";
  static final String ACTION = "ordering";
  static final List<Demand> ALL =
      Stream.of("local", "mobile", "toll_free").map(Demand::new).toList();

  /**
   * One of them.
   *
   * @param fieldType textual, document or address: what its value is
   */
  record Requirement(String name, String fieldType, String description) {
    String id() {
      return sameId(name);
    }

    JsonObject shown() {
      return new JsonObject()
          .put("record_type", "requirement_type")
          .put("id", id())
          .put("name", name)
          .put("type", fieldType)
          .put("description", description)
          .put("example", "")
          .put("acceptance_criteria", new JsonObject());
    }
  }

  List<Requirement> requirements() {
    return List.of(
        new Requirement(
            "Business registration (CNPJ)", "document", "Proof that the company is registered"),
        new Requirement("Address in Brazil", "address", "Where the company is"),
        new Requirement("Contact", "textual", "Name and telephone of the person responsible"));
  }

  /** The same thing has the same id at every start. */
  private static String sameId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  String id() {
    return sameId(COUNTRY + numberType + ACTION);
  }

  JsonObject shown() {
    JsonArray types = new JsonArray();
    requirements().forEach(each -> types.add(each.shown()));
    return new JsonObject()
        .put("record_type", "requirement")
        .put("id", id())
        .put("country_code", COUNTRY)
        .put("phone_number_type", numberType)
        .put("action", ACTION)
        .putNull("locality")
        .put("requirements_types", types);
  }
}
