package dev.ramal.crm.rdstation.v1;

import static dev.ramal.crm.rdstation.v1.RdV1Requests.of;
import static dev.ramal.crm.rdstation.v1.RdV1Requests.reading;

import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmId;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.NewTask;
import dev.ramal.crm.port.CrmPort.NoteSearch;
import dev.ramal.crm.port.CrmPort.UserPage;
import io.smallrye.mutiny.Uni;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Tasks on deals of v1. Day and time are those of the account, which is in Brazil; a task must be
 * somebody's: nobody's is that of the token's user.
 */
final class RdV1Tasks {
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
  private static final int SHORTEST = 3;
  private static final int PAGE = 200;

  /** The first 10,000 of a list are all that v1 shows. */
  private static final int PAGES = 50;

  private final RdV1Api api;

  RdV1Tasks(RdV1Api api) {
    this.api = api;
  }

  Uni<String> create(AccessToken token, NewTask task) {
    RdV1Token known = RdV1Token.of(token);
    ZonedDateTime due = task.dueAt().atZone(ZONE);
    String owner = task.ownerId() == null ? known.userId() : task.ownerId();
    RdV1Api.NewTask given =
        new RdV1Api.NewTask(
            new RdV1Api.NewTask.Data(
                task.dealId(),
                List.of(owner),
                task.name().length() < SHORTEST ? task.name() + "..." : task.name(),
                task.type().word(),
                due.toLocalDate().toString(),
                HOUR.format(due),
                task.description()));
    return api.createTask(known.token(), given)
        .onFailure()
        .transform(fault -> of(fault, true))
        .map(RdV1Records::id)
        .onItem()
        .ifNull()
        .failWith(() -> new CrmFault.OutcomeUnknown("the CRM answered a new task without its id"));
  }

  /** In what order v1 lists them is not documented: all pages are read. */
  Uni<NoteSearch> find(AccessToken token, String dealId, String marker, int page) {
    return reading(api.tasks(RdV1Token.of(token).token(), dealId, page, PAGE))
        .map(
            answer ->
                new NoteSearch(
                    RdV1Records.task(answer, marker),
                    answer.path("tasks").size() == PAGE && page < PAGES));
  }

  /** All of them come at once; those who do not work with it any more are left out. */
  Uni<UserPage> users(AccessToken token) {
    return reading(api.users(RdV1Token.of(token).token(), PAGE))
        .map(answer -> new UserPage(RdV1Records.activeUsers(answer), false));
  }

  /** Where it stands and whose it is; its custom fields are not read, as we do not fill them. */
  Uni<CrmDealState> deal(AccessToken token, String dealId) {
    return CrmId.isValid(dealId)
        ? reading(api.deal(RdV1Token.of(token).token(), dealId)).map(RdV1Records::dealState)
        : Uni.createFrom().failure(new CrmFault.Refused("this cannot be a deal's id"));
  }
}
