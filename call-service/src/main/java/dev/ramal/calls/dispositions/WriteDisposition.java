package dev.ramal.calls.dispositions;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** What follows when it is said how a call went. */
@ApplicationScoped
public class WriteDisposition {
  private final DispositionRepository repository;
  private final FollowUps followUps;

  WriteDisposition(DispositionRepository repository, FollowUps followUps) {
    this.repository = repository;
    this.followUps = followUps;
  }

  /**
   * @param call locked, as it was before
   * @param disposition null to take it back
   * @return what is to be published of the call; fails with the problem where the organization does
   *     not know the disposition, or demands one
   */
  public Uni<List<Record>> write(Sql sql, Call call, String disposition) {
    if (Objects.equals(disposition, call.details().disposition())) {
      return Uni.createFrom().item(List.of());
    }
    return repository
        .of(sql, call.tenant())
        .chain(settings -> follow(sql, call, settings, disposition));
  }

  private Uni<List<Record>> follow(
      Sql sql, Call call, DispositionSettings settings, String disposition) {
    if (disposition == null) {
      if (settings.wrapUp() && call.status().isFinal()) {
        throw CallProblems.DISPOSITION_DEMANDED
            .field("disposition", "must be one of the organization's", settings.codes())
            .exception();
      }
      return followUps.withdraw(sql, call, null);
    }
    if (!settings.allows(disposition)) {
      throw CallProblems.UNKNOWN_DISPOSITION
          .field("disposition", "must be one of the organization's", settings.codes())
          .exception();
    }
    return settings
        .find(disposition)
        .filter(found -> found.followUp() != null)
        .map(found -> followUps.request(sql, call, found))
        .orElseGet(() -> followUps.withdraw(sql, call, disposition));
  }
}
