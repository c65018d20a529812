package dev.ramal.crm.connections;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Store of connections; an organization has one or none. */
@ApplicationScoped
public class CrmConnectionRepository {
  private static final String CONNECTED =
      """
      select c.tenant, c.crm, c.access_token, c.access_expires_at, c.fault, c.account
      from unnest($1::text[]) as wanted (tenant)
      cross join lateral (select * from crm_connection
        where tenant = wanted.tenant and state = 'connected') c
      """;

  private static final String TAKE_RENEWAL =
      """
      update crm_connection set renewal_until = now() + make_interval(secs => $2::float8)
      where tenant = $1 and (renewal_until is null or renewal_until < now()) returning 1
      """;

  private static final String END_RENEWAL =
      "update crm_connection set renewal_until = null where tenant = $1";

  private static final String IS_CONNECTED =
      "select 1 from crm_connection where tenant = $1 and state = 'connected'";

  private static final String CRM_OF = "select crm from crm_connection where tenant = $1";
  private static final String ACCOUNT_OF = "select account from crm_connection where tenant = $1";

  /** Since the first time: what follows is the same trouble until the CRM answers. */
  private static final String TOLD =
      """
      update crm_connection set fault = $2,
        fault_at = case when fault is null then now() else fault_at end
      where tenant = $1
      """;

  private static final String OVER =
      """
      update crm_connection set fault = null, fault_at = null
      where tenant = $1 and fault is not null
      """;

  static final String IDLE =
      """
      select tenant from crm_connection where state = 'connected' and refreshed_at < $1
      order by refreshed_at limit $2::int
      """;

  /** Organizations whose refresh token was not exchanged since then, the longest idle first. */
  @AcrossTenants("tokens of every organization die when they are idle")
  Uni<List<TenantId>> idleSince(Sql sql, Instant then, int limit) {
    return sql.query(IDLE, then.atOffset(UTC), limit)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).toList());
  }

  /**
   * What requests are made with, of organizations whose CRM is connected; not to be changed, and
   * without what only changes need.
   */
  Uni<List<CrmConnectionRow>> findAll(Sql sql, Collection<TenantId> tenants) {
    String[] named = tenants.stream().map(TenantId::value).distinct().toArray(String[]::new);
    return sql.query(CONNECTED, (Object) named)
        .map(rows -> rows.stream().map(CrmConnectionRow::read).toList());
  }

  /** Null when there is none. */
  Uni<CrmConnectionRow> find(Mutiny.Session session, TenantId tenant) {
    return session.find(CrmConnectionRow.class, tenant.value());
  }

  /** Whether the organization's notes can be written now. */
  public Uni<Boolean> isConnected(Sql sql, TenantId tenant) {
    return sql.query(IS_CONNECTED, tenant.value()).map(found -> !found.isEmpty());
  }

  /** Name of the CRM that is, or was, connected; empty where none ever was. */
  Uni<Optional<String>> crmOf(Sql sql, TenantId tenant) {
    return sql.query(CRM_OF, tenant.value())
        .map(found -> found.stream().findFirst().map(row -> row.text(0)));
  }

  /** The same; whoever connects another one waits until the transaction ends. */
  Uni<Optional<String>> keepCrmOf(Sql sql, TenantId tenant) {
    return sql.query(CRM_OF + " for share", tenant.value())
        .map(found -> found.stream().findFirst().map(row -> row.text(0)));
  }

  /** Which account of which CRM is, or was, connected; empty where none ever was. */
  Uni<Optional<String>> accountOf(Sql sql, TenantId tenant) {
    return sql.query(ACCOUNT_OF, tenant.value())
        .map(found -> found.stream().findFirst().map(row -> row.text(0)));
  }

  /** The same; whoever connects another one waits until the transaction ends. */
  Uni<Optional<String>> keepAccountOf(Sql sql, TenantId tenant) {
    return sql.query(ACCOUNT_OF + " for share", tenant.value())
        .map(found -> found.stream().findFirst().map(row -> row.text(0)));
  }

  /** Why the CRM did not do what was asked, for people to read. */
  Uni<Void> told(Sql sql, TenantId tenant, String fault) {
    return sql.query(TOLD, tenant.value(), fault).replaceWithVoid();
  }

  /** The CRM answers again. */
  Uni<Void> faultIsOver(Sql sql, TenantId tenant) {
    return sql.query(OVER, tenant.value()).replaceWithVoid();
  }

  /** Locked until the transaction ends; null when there is none. */
  Uni<CrmConnectionRow> lock(Mutiny.Session session, TenantId tenant) {
    return session.find(CrmConnectionRow.class, tenant.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** A row is created where there is none; its caller fills it. */
  Uni<CrmConnectionRow> findOrCreate(Mutiny.Session session, TenantId tenant) {
    return lock(session, tenant).map(found -> found == null ? CrmConnectionRow.of(tenant) : found);
  }

  /**
   * Lets one process alone exchange the refresh token, for this long on the database's clock.
   *
   * @return false while another one may
   */
  Uni<Boolean> takeRenewal(Mutiny.Session session, TenantId tenant, Duration lease) {
    return Sql.of(session)
        .query(TAKE_RENEWAL, tenant.value(), (double) lease.toSeconds())
        .map(taken -> !taken.isEmpty());
  }

  Uni<Void> endRenewal(Mutiny.Session session, TenantId tenant) {
    return Sql.of(session).query(END_RENEWAL, tenant.value()).replaceWithVoid();
  }
}
