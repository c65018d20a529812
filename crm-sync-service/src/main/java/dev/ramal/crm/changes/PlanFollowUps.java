package dev.ramal.crm.changes;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activities.CallEventsHandler;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState.Synced;
import dev.ramal.crm.activity.NoteKind;
import dev.ramal.crm.mapping.CrmMapping;
import dev.ramal.crm.mapping.CrmMappingRepository;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.FollowUpRequested;
import dev.ramal.events.calls.FollowUpWithdrawn;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plans a task for what is to be done after a call by the rule of its disposition, where the
 * organization wants one: call-service says what and when. What is told last of a call counts, in
 * whichever order it comes.
 *
 * <p>Failure policy: what is withdrawn or replaced after its task was begun stays a task: somebody
 * may work on it already.
 */
@ApplicationScoped
class PlanFollowUps implements CallEventsHandler {
  private final CrmMappingRepository mappings;
  private final DealChangeRepository changes;
  private final ActivityRepository activities;
  private final ChangeJobs jobs;
  private final Clock clock;

  PlanFollowUps(
      CrmMappingRepository mappings,
      DealChangeRepository changes,
      ActivityRepository activities,
      ChangeJobs jobs,
      Clock clock) {
    this.mappings = mappings;
    this.changes = changes;
    this.activities = activities;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(FollowUpRequested.TYPE) || event.is(FollowUpWithdrawn.TYPE);
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    Map<String, FollowUpNews> told = new TreeMap<>();
    for (Delivery delivery : events) {
      delivery.attempt(
          () -> {
            FollowUpNews news = FollowUpNews.of(delivery.event());
            told.merge(news.tenant() + ":" + news.callId(), news, FollowUpNews::orLater);
          });
    }
    Set<TenantId> tenants =
        told.values().stream().map(FollowUpNews::tenant).collect(Collectors.toSet());
    return mappings
        .readAll(sql, tenants)
        .map(wanted -> told.values().stream().map(news -> change(news, wanted)).toList())
        .map(found -> found.stream().flatMap(Optional::stream).toList())
        .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : plan(sql, found));
  }

  private Optional<DealChange> change(FollowUpNews news, Map<TenantId, CrmMapping> wanted) {
    return wanted
        .getOrDefault(news.tenant(), CrmMapping.NONE)
        .followUpType()
        .map(type -> news.change(type, clock.instant()));
  }

  /** Where the note stands already its deal is known; else the note will bring it. */
  private Uni<Void> plan(Sql sql, List<DealChange> found) {
    Map<String, TenantId> calls =
        found.stream().collect(Collectors.toMap(DealChange::callId, DealChange::tenant));
    return activities
        .lockAbout(sql, calls)
        .chain(
            about ->
                changes
                    .replace(sql, found)
                    .chain(() -> changes.place(sql, places(about)))
                    .chain(placed -> jobs.append(sql, placed)));
  }

  private static List<DealChangeRepository.Place> places(List<Activity> about) {
    return about.stream()
        .filter(activity -> activity.kind() == NoteKind.CALL)
        .map(
            activity ->
                activity.state() instanceof Synced synced
                    ? new DealChangeRepository.Place(
                        activity.tenant(), activity.subject().subjectId(), synced.place().dealId())
                    : null)
        .filter(Objects::nonNull)
        .toList();
  }
}
