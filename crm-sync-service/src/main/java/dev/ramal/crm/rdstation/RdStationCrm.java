package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** RD Station CRM v2 behind {@link CrmPort}. */
@ApplicationScoped
class RdStationCrm implements CrmPort {
  private static final int PAGE = 200;
  private static final int NOTE_PAGES = 10;

  @Inject @RestClient RdStationApi api;
  @Inject TokenSource tokens;

  @Override
  public Uni<List<CrmContact>> findContacts(TenantId tenant, String phone) {
    return reading(tenant, bearer -> api.contacts(bearer, "phone:" + quoted(phone), PAGE))
        .map(answer -> rows(answer, row -> new CrmContact(text(row, "id"), text(row, "name"))));
  }

  @Override
  public Uni<List<CrmDeal>> openDeals(TenantId tenant, String contactId) {
    if (!CrmId.isValid(contactId)) {
      return Uni.createFrom().failure(new CrmFault.Refused("this cannot be a contact's id"));
    }
    String filter = "contact_id:" + contactId + " and (status:ongoing or status:paused)";
    return reading(tenant, bearer -> api.deals(bearer, filter, "asc", PAGE))
        .map(
            answer ->
                rows(
                    answer,
                    row -> new CrmDeal(text(row, "id"), text(row, "name"), text(row, "status"))));
  }

  @Override
  public Uni<String> writeNote(TenantId tenant, String dealId, String text) {
    return authorized(
            tenant, bearer -> api.writeNote(bearer, dealId, RdStationApi.NewNote.of(text)))
        .onFailure()
        .transform(fault -> RdStationFaults.of(fault, true))
        .map(answer -> text(answer.path("data"), "id"))
        .onItem()
        .ifNull()
        .failWith(() -> new CrmFault.OutcomeUnknown("the CRM answered a new note without its id"));
  }

  @Override
  public Uni<Optional<String>> findNote(TenantId tenant, String dealId, String marker) {
    AtomicInteger page = new AtomicInteger(1);
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                reading(
                    tenant,
                    bearer -> api.notes(bearer, dealId, "desc", page.getAndIncrement(), PAGE)))
        .whilst(answer -> answer.path("data").size() == PAGE && page.get() <= NOTE_PAGES)
        .onItem()
        .transformToIterable(answer -> answer.path("data"))
        .filter(note -> note.path("description").asText("").contains(marker))
        .map(note -> text(note, "id"))
        .collect()
        .first()
        .map(Optional::ofNullable);
  }

  private Uni<JsonNode> reading(TenantId tenant, Function<String, Uni<JsonNode>> request) {
    return authorized(tenant, request)
        .onFailure()
        .transform(fault -> RdStationFaults.of(fault, false));
  }

  /**
   * With a live token; after a refusal of the token once more with a fresh one. When that is
   * refused too, the connection is given up, so that nobody burns further tokens.
   */
  private Uni<JsonNode> authorized(TenantId tenant, Function<String, Uni<JsonNode>> request) {
    return tokens
        .current(tenant)
        .flatMap(
            token ->
                request
                    .apply("Bearer " + token)
                    .onFailure(RdStationFaults::isTokenRefused)
                    .recoverWithUni(
                        () ->
                            tokens
                                .replace(tenant, token)
                                .flatMap(fresh -> lastTry(tenant, fresh, request))));
  }

  private Uni<JsonNode> lastTry(
      TenantId tenant, String token, Function<String, Uni<JsonNode>> request) {
    return request
        .apply("Bearer " + token)
        .onFailure(RdStationFaults::isTokenRefused)
        .recoverWithUni(
            () -> tokens.giveUp(tenant, token).flatMap(fault -> Uni.createFrom().failure(fault)));
  }

  private static <T> List<T> rows(JsonNode answer, Function<JsonNode, T> row) {
    return StreamSupport.stream(answer.path("data").spliterator(), false).map(row).toList();
  }

  private static String text(JsonNode node, String field) {
    String value = node.path(field).asText("");
    return value.isBlank() ? null : value;
  }

  /** Masked forms hold spaces and brackets, which the filter language gives a meaning. */
  private static String quoted(String phone) {
    return phone.chars().allMatch(c -> c == '+' || Character.isDigit(c))
        ? phone
        : '"' + phone + '"';
  }
}
