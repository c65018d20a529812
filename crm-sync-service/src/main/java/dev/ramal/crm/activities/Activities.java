package dev.ramal.crm.activities;

import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Store of activities. */
@ApplicationScoped
public class Activities {
  /** The activity of a call, locked until the transaction ends; null when there is none. */
  public Uni<Activity> ofCall(Mutiny.Session session, TenantId tenant, String callId) {
    return session
        .createQuery("from Activity where tenant = :tenant and subjectId = :call", Activity.class)
        .setParameter("tenant", tenant.value())
        .setParameter("call", callId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getSingleResultOrNull();
  }

  /** Locked until the transaction ends; null when there is none. */
  public Uni<Activity> byId(Mutiny.Session session, String id) {
    return session.find(Activity.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Leases what is due and can be written, so that no other replica takes it; a lease that runs out
   * is a replica that died.
   *
   * <p>Only of organizations that are connected; what waits for a connection costs nothing. No
   * organization holds more than its share at once, and those that hold least come first, so that
   * neither a long backlog nor a slow CRM keeps the others waiting.
   *
   * @param share most of one organization, over all replicas
   * @param most of all organizations together
   */
  public Uni<List<Activity>> claim(
      Mutiny.Session session, Instant now, Duration lease, int share, int most) {
    String token = UuidV7.next().toString();
    return session
        .createNativeQuery(
            """
            select due.id
              from crm_connection c
             cross join lateral (
                   select count(*) as held from activity a
                    where a.tenant = c.tenant and a.state in ('pending', 'writing')
                      and a.lease_until > :now) busy
             cross join lateral (
                   select a.id, a.next_attempt_at from activity a
                    where a.tenant = c.tenant and a.state in ('pending', 'writing')
                      and a.next_attempt_at <= :now
                      and (a.settles_at is null or a.settles_at <= :now)
                      and (a.lease_until is null or a.lease_until <= :now)
                    order by a.next_attempt_at
                    limit greatest(0, :share - busy.held)
                      for update skip locked) due
             where c.state = 'connected'
             order by busy.held
                      + row_number() over (partition by c.tenant order by due.next_attempt_at),
                   due.next_attempt_at
             limit :most
            """,
            String.class)
        .setParameter("now", now)
        .setParameter("share", share)
        .setParameter("most", most)
        .getResultList()
        .flatMap(
            ids ->
                ids.isEmpty()
                    ? Uni.createFrom().item(List.<Activity>of())
                    : session
                        .createQuery("from Activity where id in :ids", Activity.class)
                        .setParameter("ids", ids)
                        .getResultList())
        .invoke(claimed -> claimed.forEach(activity -> activity.lease(token, now.plus(lease))));
  }

  /**
   * Calls that wait for a person, newest first.
   *
   * @param kind null for every kind
   * @param after the last one seen; null for the first page
   */
  public Uni<List<Activity>> failures(
      Mutiny.Session session, TenantId tenant, String kind, Cursor after, int limit) {
    String hql =
        "from Activity where tenant = :tenant and state = 'failed'"
            + (kind == null ? "" : " and failureKind = :kind")
            + (after == null ? "" : " and (createdAt < :time or (createdAt = :time and id < :id))")
            + " order by createdAt desc, id desc";
    Mutiny.SelectionQuery<Activity> query =
        session.createQuery(hql, Activity.class).setParameter("tenant", tenant.value());
    if (kind != null) {
      query.setParameter("kind", kind);
    }
    if (after != null) {
      query.setParameter("time", after.time()).setParameter("id", after.id());
    }
    return query.setMaxResults(limit).getResultList();
  }

  /**
   * Failures to be sent on their way again, newest first, locked until the transaction ends.
   *
   * @param ids of those that are meant; empty for all of the kind
   * @param kind null for every kind
   */
  public Uni<List<Activity>> failuresAmong(
      Mutiny.Session session, TenantId tenant, List<String> ids, String kind, int limit) {
    String hql =
        "from Activity where tenant = :tenant and state = 'failed'"
            + (ids.isEmpty() ? "" : " and id in :ids")
            + (kind == null ? "" : " and failureKind = :kind")
            + " order by createdAt desc, id desc";
    Mutiny.SelectionQuery<Activity> query =
        session.createQuery(hql, Activity.class).setParameter("tenant", tenant.value());
    if (!ids.isEmpty()) {
      query.setParameter("ids", ids);
    }
    if (kind != null) {
      query.setParameter("kind", kind);
    }
    return query.setMaxResults(limit).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
  }

  /** Whether what waits, waits for an administrator to connect the CRM. */
  public Uni<Boolean> waitForConnection(Mutiny.Session session, TenantId tenant) {
    return session
        .createNativeQuery(
            "select count(*) from crm_connection where tenant = :tenant and state = 'connected'",
            Long.class)
        .setParameter("tenant", tenant.value())
        .getSingleResult()
        .map(connected -> connected == 0);
  }

  public Uni<List<Object[]>> countByState(Mutiny.Session session, TenantId tenant) {
    return session
        .createQuery(
            "select state, count(*) from Activity where tenant = :tenant group by state",
            Object[].class)
        .setParameter("tenant", tenant.value())
        .getResultList();
  }
}
