package dev.ramal.simulators.twilio.regulations;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What Brazil demands for one type of number from one kind of end user. The shape is Twilio's,
 * which papers they are was made up.
 *
 * @param numberType local, mobile or toll-free
 * @param endUserType individual or business
 */
record Regulation(String numberType, String endUserType) {
  private static final String COUNTRY = "BR";

  /** The address itself is a paper, too. */
  private static final List<String> ADDRESS = List.of("address_sids");

  static final List<Regulation> ALL =
      Stream.of("local", "mobile", "toll-free")
          .flatMap(
              type -> Stream.of("business", "individual").map(user -> new Regulation(type, user)))
          .toList();

  /** The same regulation has the same sid at every start. */
  String sid() {
    UUID name = UUID.nameUUIDFromBytes(name().getBytes(StandardCharsets.UTF_8));
    return "RN" + name.toString().replace("-", "");
  }

  private String name() {
    return "Brazil: " + numberType + " - " + endUserType;
  }

  boolean is(String country, String type, String user) {
    return (country == null || COUNTRY.equals(country))
        && (type == null || numberType.equals(type))
        && (user == null || endUserType.equals(user));
  }

  /** What must be known of the end user. */
  List<String> endUserFields() {
    return endUserType.equals("business")
        ? List.of("business_name", "business_registration_number")
        : List.of("first_name", "last_name", "tax_number");
  }

  /** A paper that is demanded, and the type of document that is taken for it. */
  record Paper(String name, String requirement, String type, List<String> fields) {
    JsonObject shown() {
      JsonObject accepted =
          new JsonObject()
              .put("name", name)
              .put("type", type)
              .put("url", "/v2/RegulatoryCompliance/SupportingDocumentTypes/" + type)
              .put("fields", new JsonArray(fields))
              .put("detailed_fields", detailed(fields));
      return new JsonObject()
          .put("name", name)
          .put("requirement_name", requirement)
          .put("description", "A document that shows: " + String.join(", ", fields))
          .put("type", "document")
          .put("accepted_documents", new JsonArray().add(accepted));
    }
  }

  List<Paper> papers() {
    Paper address = new Paper("Address", "address_proof_info", endUserType + "_address", ADDRESS);
    return endUserType.equals("business")
        ? List.of(
            new Paper(
                "Business registration (CNPJ)",
                "business_registration_info",
                "commercial_registrar_excerpt",
                List.of("business_name", "document_number")),
            address)
        : List.of(
            new Paper(
                "Identity document (CPF)",
                "identity_info",
                "government_issued_document",
                List.of("first_name", "last_name", "document_number")),
            address);
  }

  JsonObject shown(String url) {
    JsonObject user =
        new JsonObject()
            .put("name", endUserType.equals("business") ? "Business" : "Individual")
            .put("type", endUserType)
            .put("requirement_name", endUserType + "_info")
            .put("url", "/v2/RegulatoryCompliance/EndUserTypes/" + endUserType)
            .put("fields", new JsonArray(endUserFields()))
            .put("detailed_fields", detailed(endUserFields()));
    JsonArray papers = new JsonArray();
    papers().forEach(paper -> papers.add(paper.shown()));
    return new JsonObject()
        .put("sid", sid())
        .put("friendly_name", name())
        .put("iso_country", COUNTRY)
        .put("number_type", numberType)
        .put("end_user_type", endUserType)
        .put(
            "requirements",
            new JsonObject()
                .put("end_user", new JsonArray().add(user))
                .put("supporting_document", new JsonArray().add(papers)))
        .put("url", url + "/" + sid());
  }

  private static JsonArray detailed(List<String> fields) {
    JsonArray detailed = new JsonArray();
    fields.forEach(
        field ->
            detailed.add(
                new JsonObject()
                    .put("machine_name", field)
                    .put("friendly_name", field.replace('_', ' '))
                    .put("description", "The " + field.replace('_', ' '))));
    return detailed;
  }
}
