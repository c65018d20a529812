package dev.ramal.crm.rdstation;

import static dev.ramal.crm.rdstation.RdStationRequests.made;
import static dev.ramal.crm.rdstation.RdStationRequests.marked;
import static dev.ramal.crm.rdstation.RdStationRequests.reading;

import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmId;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.NewTask;
import dev.ramal.crm.port.CrmPort.NoteSearch;
import dev.ramal.crm.port.CrmPort.UserPage;
import io.smallrye.mutiny.Uni;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What is done with a deal of RD Station besides its notes. */
final class RdStationDeals {
  /** The first 10,000 of a list are all that it shows. */
  private static final int MOST_PAGES_OF_USERS = 50;

  private final RdStationApi api;

  RdStationDeals(RdStationApi api) {
    this.api = api;
  }

  Uni<CrmDealState> read(AccessToken token, String dealId) {
    return CrmId.isValid(dealId)
        ? reading(api.deal(token.bearer(), dealId)).map(RdStationRecords::dealState)
        : noDeal();
  }

  Uni<CrmDealState> update(
      AccessToken token, String dealId, String stageId, Map<String, Object> fields) {
    RdStationApi.DealUpdate update = new RdStationApi.DealUpdate(stageId, fields);
    return CrmId.isValid(dealId)
        ? made(
                api.updateDeal(token.bearer(), dealId, new RdStationApi.Wrapped<>(update)),
                "stage or field of a deal")
            .map(RdStationRecords::stateOf)
        : noDeal();
  }

  Uni<String> createTask(AccessToken token, NewTask task) {
    RdStationApi.NewTask given =
        new RdStationApi.NewTask(
            task.name(),
            task.description(),
            task.type().word(),
            task.dueAt().truncatedTo(ChronoUnit.SECONDS).toString(),
            task.dealId(),
            task.ownerId() == null ? null : List.of(task.ownerId()));
    return made(api.createTask(token.bearer(), new RdStationApi.Wrapped<>(given)), "task")
        .map(made -> RdStationRecords.text(made, "id"));
  }

  Uni<UserPage> users(AccessToken token, int page) {
    return reading(api.users(token.bearer(), "is:active", page, RdStationRequests.PAGE))
        .map(RdStationRecords::users)
        .map(
            users ->
                new UserPage(
                    users, users.size() == RdStationRequests.PAGE && page < MOST_PAGES_OF_USERS));
  }

  Uni<NoteSearch> findTask(AccessToken token, String dealId, String marker, int page) {
    return CrmId.isValid(dealId)
        ? marked(
            api.tasks(token.bearer(), "deal_id:" + dealId, "desc", page, RdStationRequests.PAGE),
            marker,
            page)
        : noDeal();
  }

  private static <T> Uni<T> noDeal() {
    return Uni.createFrom().failure(new CrmFault.Refused("this cannot be a deal's id"));
  }
}
