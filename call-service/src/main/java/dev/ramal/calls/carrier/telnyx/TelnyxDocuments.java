package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.DemandedPaper;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What regulation demands at Telnyx: a requirement group, whose values Telnyx examines. */
@ApplicationScoped
class TelnyxDocuments {
  static final String GROUP = "requirementGroupId";
  static final List<NumberDocument> BRAZIL =
      List.of(
          new NumberDocument(
              GROUP,
              "Make a requirement group for Brazil in Telnyx's portal (Numbers > Regulatory"
                  + " Requirements), add the papers it asks for, and send its id.",
              "Crie um requirement group para o Brasil no portal da Telnyx (Numbers > Regulatory"
                  + " Requirements), anexe os documentos pedidos e informe o id."));
  private static final int NOT_FOUND = 404;

  private final TelnyxApi telnyx;

  TelnyxDocuments(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  Uni<CarrierReply<List<DemandedPaper>>> papers(
      CarrierAccount account, String country, NumberType type) {
    Map<String, String> filters =
        Map.of(
            "filter[country_code]",
            country,
            "filter[phone_number_type]",
            type.name().toLowerCase(Locale.ROOT),
            "filter[action]",
            "ordering");
    return telnyx
        .get(account, "/requirements", filters, Requirement[].class)
        .map(
            reply ->
                reply.map(
                    found ->
                        Arrays.stream(found)
                            .flatMap(each -> each.requirementsTypes().stream())
                            .map(each -> new DemandedPaper(each.name(), each.description()))
                            .toList()));
  }

  Uni<CarrierReply<DocumentReport>> report(CarrierAccount account, Map<String, String> documents) {
    String group = documents.get(GROUP);
    return telnyx
        .getBare(account, "/requirement_groups/" + TelnyxApi.segment(group), Group.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Refused<Group> refused
                        && refused.status() == NOT_FOUND
                    ? new CarrierReply.Done<>(
                        new DocumentReport(DocumentState.UNKNOWN, "no requirement group " + group))
                    : reply.map(Group::report));
  }

  record Requirement(List<Type> requirementsTypes) {
    Requirement {
      requirementsTypes = requirementsTypes == null ? List.of() : requirementsTypes;
    }
  }

  record Type(String name, String description) {}

  record Group(String id, String status) {
    DocumentReport report() {
      return new DocumentReport(
          switch (status == null ? "" : status) {
            case "approved" -> DocumentState.APPROVED;
            case "pending-approval" -> DocumentState.PENDING;
            case "declined" -> DocumentState.REJECTED;
            case "expired" -> DocumentState.EXPIRED;
            default -> DocumentState.DRAFT;
          },
          "requirement group %s is %s".formatted(id, status));
    }
  }
}
