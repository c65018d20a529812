package dev.ramal.crm.changes;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.delivery.NoteListener;
import dev.ramal.crm.mapping.CrmMapping;
import dev.ramal.crm.mapping.CrmMappingRepository;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans what is done with a deal once a note of the call stands on it: then the deal is known, and
 * whatever the organization's rules say is done once for the call. A note that follows, with a
 * disposition that came late, brings what its call had not brought before.
 */
@ApplicationScoped
class PlanChanges implements NoteListener {
  private final CrmMappingRepository mappings;
  private final DealChangeRepository changes;
  private final ChangeJobs jobs;
  private final Clock clock;

  PlanChanges(
      CrmMappingRepository mappings, DealChangeRepository changes, ChangeJobs jobs, Clock clock) {
    this.mappings = mappings;
    this.changes = changes;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** An organization that has said nothing has planned nothing either. */
  @Override
  public Uni<Void> noted(Sql sql, List<Activity> synced) {
    List<Activity> ofCalls =
        synced.stream().filter(activity -> !activity.kind().isOfMessages()).toList();
    Set<TenantId> tenants = ofCalls.stream().map(Activity::tenant).collect(Collectors.toSet());
    return ofCalls.isEmpty()
        ? Uni.createFrom().voidItem()
        : mappings
            .readAll(sql, tenants)
            .chain(said -> said.isEmpty() ? Uni.createFrom().voidItem() : plan(sql, ofCalls, said));
  }

  private Uni<Void> plan(Sql sql, List<Activity> noted, Map<TenantId, CrmMapping> said) {
    List<Activity> mapped =
        noted.stream().filter(activity -> said.containsKey(activity.tenant())).toList();
    List<DealChange> wanted =
        mapped.stream()
            .flatMap(activity -> wanted(activity, said.get(activity.tenant())).stream())
            .toList();
    return changes
        .add(sql, wanted)
        .chain(added -> jobs.append(sql, added))
        .chain(() -> changes.place(sql, mapped.stream().map(PlanChanges::place).toList()))
        .chain(placed -> jobs.append(sql, placed));
  }

  private static DealChangeRepository.Place place(Activity activity) {
    return new DealChangeRepository.Place(
        activity.tenant(), activity.subject().subjectId(), activity.state().place().dealId());
  }

  private List<DealChange> wanted(Activity activity, CrmMapping mapping) {
    FinishedCall call = activity.call();
    return Stream.of(
            mapping.tasksAfter(call).stream()
                .map(
                    rule ->
                        waiting(activity, rule.key(), ChangeKind.TASK, TaskWish.of(rule, call))),
            DealWish.of(mapping, call).stream()
                .map(wish -> waiting(activity, dealKey(activity), ChangeKind.DEAL, wish)))
        .flatMap(some -> some)
        .toList();
  }

  /** A note that follows tells something new of the call: the rules are looked at once more. */
  private static String dealKey(Activity activity) {
    return "deal:" + activity.kind().word();
  }

  private DealChange waiting(Activity activity, String key, ChangeKind kind, Record wish) {
    Instant now = clock.instant();
    return new DealChange(
        UuidV7.next().toString(),
        activity.tenant(),
        activity.call().callId(),
        key,
        kind,
        ChangeState.WAITING,
        EventJson.write(wish),
        activity.state().place().dealId(),
        null,
        null,
        now,
        now,
        null);
  }
}
