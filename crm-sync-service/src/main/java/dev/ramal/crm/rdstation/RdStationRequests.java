package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.NoteSearch;
import io.smallrye.mutiny.Uni;
import java.util.stream.StreamSupport;

/** What requests to RD Station have in common, by what they ask. */
final class RdStationRequests {
  /** Most records of one answer. */
  static final int PAGE = 200;

  static final int MOST_PAGES = 10;

  private RdStationRequests() {}

  static Uni<JsonNode> reading(Uni<JsonNode> request) {
    return request.onFailure().transform(fault -> RdStationFaults.of(fault, false));
  }

  /** The record that was made. */
  static Uni<JsonNode> made(Uni<JsonNode> request, String what) {
    return request
        .onFailure()
        .transform(fault -> RdStationFaults.of(fault, true))
        .map(
            answer ->
                RdStationRecords.text(answer.path("data"), "id") == null
                    ? null
                    : answer.path("data"))
        .onItem()
        .ifNull()
        .failWith(
            () ->
                new CrmFault.OutcomeUnknown("the CRM answered a new " + what + " without its id"));
  }

  /** Of one page of records, the newest first, the one whose description contains the marker. */
  static Uni<NoteSearch> marked(Uni<JsonNode> request, String marker, int page) {
    return reading(request)
        .map(
            answer ->
                new NoteSearch(
                    StreamSupport.stream(answer.path("data").spliterator(), false)
                        .filter(record -> record.path("description").asText("").contains(marker))
                        .map(record -> RdStationRecords.text(record, "id"))
                        .findFirst(),
                    answer.path("data").size() == PAGE && page < MOST_PAGES));
  }
}
