package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Store of activities. */
@ApplicationScoped
public class ActivityRepository {
  private static final String FAILED =
      "from ActivityRow where tenant = :tenant and state = '" + ActivityState.FAILED + "'";

  private static final String BEHIND =
      " and (createdAt < :time or (createdAt = :time and id < :id))";

  private static final String NEWEST_FIRST = " order by createdAt desc, id desc";

  private final Clock clock;

  ActivityRepository(Clock clock) {
    this.clock = clock;
  }

  /** The activity of a call, locked until the transaction ends; empty when there is none. */
  public Uni<Optional<Activity>> lockOfCall(
      Mutiny.Session session, TenantId tenant, String callId) {
    return session
        .createQuery(
            "from ActivityRow where tenant = :tenant and callId = :call", ActivityRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("call", callId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(ActivityRow::read));
  }

  /** The activity that a job writes the note of, locked until the transaction ends. */
  public Uni<Activity> lockOf(Mutiny.Session session, Job job) {
    return lockOfCall(session, job.tenant(), job.subject()).map(Optional::orElseThrow);
  }

  public Uni<Void> add(Mutiny.Session session, Activity activity) {
    return session.persist(ActivityRow.of(activity));
  }

  /** Stores an activity that this session has read. */
  public Uni<Void> update(Mutiny.Session session, Activity activity) {
    return session
        .find(ActivityRow.class, activity.id())
        .invoke(row -> row.keep(activity, clock.instant()))
        .replaceWithVoid();
  }

  /**
   * Calls that wait for a person, newest first.
   *
   * @param kind null for every kind
   * @param after the last one seen; null for the first page
   */
  public Uni<List<Activity>> failures(
      Mutiny.Session session, TenantId tenant, FailureKind kind, Cursor after, int limit) {
    Mutiny.SelectionQuery<ActivityRow> query =
        after == null
            ? failed(session, tenant, kind, "")
            : failed(session, tenant, kind, BEHIND)
                .setParameter("time", after.time())
                .setParameter("id", after.id());
    return list(query.setMaxResults(limit));
  }

  /**
   * Failures to be sent on their way again, newest first, locked until the transaction ends.
   *
   * @param ids of those that are meant; empty for all of the kind
   * @param kind null for every kind
   */
  public Uni<List<Activity>> lockFailures(
      Mutiny.Session session, TenantId tenant, List<String> ids, FailureKind kind, int limit) {
    Mutiny.SelectionQuery<ActivityRow> query =
        ids.isEmpty()
            ? failed(session, tenant, kind, "")
            : failed(session, tenant, kind, " and id in :ids").setParameter("ids", ids);
    return list(query.setMaxResults(limit).setLockMode(LockModeType.PESSIMISTIC_WRITE));
  }

  /** How many stand in each state, by its word. */
  public Uni<Map<String, Long>> countByState(Mutiny.Session session, TenantId tenant) {
    return session
        .createQuery(
            "select state, count(*) from ActivityRow where tenant = :tenant group by state",
            Object[].class)
        .setParameter("tenant", tenant.value())
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1])));
  }

  private static Mutiny.SelectionQuery<ActivityRow> failed(
      Mutiny.Session session, TenantId tenant, FailureKind kind, String condition) {
    String ofKind = kind == null ? "" : " and failureKind = :kind";
    Mutiny.SelectionQuery<ActivityRow> query =
        session
            .createQuery(FAILED + ofKind + condition + NEWEST_FIRST, ActivityRow.class)
            .setParameter("tenant", tenant.value());
    return kind == null ? query : query.setParameter("kind", kind.word());
  }

  private static Uni<List<Activity>> list(Mutiny.SelectionQuery<ActivityRow> query) {
    return query.getResultList().map(rows -> rows.stream().map(ActivityRow::read).toList());
  }
}
