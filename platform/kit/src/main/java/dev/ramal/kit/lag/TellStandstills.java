package dev.ramal.kit.lag;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.lag.Standstill.Place;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells people what stands still, once, and once that it moves again, however many processes see it
 * and however often they start anew: what was told is a row, written in the transaction that tells
 * it.
 *
 * <p>Failure policy: what cannot be stored now is told by the next round.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class TellStandstills {
  private static final String TOLD = "select tenant, subject from standstills where scope = $1";

  private static final String BEGIN =
      """
      insert into standstills (scope, tenant, subject, since, told_at)
      select $1::text, n.tenant, n.subject, n.since, $5::timestamptz
      from unnest($2::text[], $3::text[], $4::timestamptz[]) as n (tenant, subject, since)
      on conflict do nothing
      returning tenant, subject
      """;

  private static final String END =
      """
      delete from standstills s using unnest($2::text[], $3::text[]) as o (tenant, subject)
      where s.scope = $1 and s.tenant = o.tenant and s.subject = o.subject
      returning s.tenant, s.subject
      """;

  /** Another process may have told something that this one has never seen stand still. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final SqlTransactions transactions;
  private final Outbox outbox;
  private final Events events;
  private final ServiceConfig service;
  private final Clock clock;

  /** When a scope was last seen without a row. */
  private final Map<String, Instant> empty = new ConcurrentHashMap<>();

  TellStandstills(
      SqlTransactions transactions,
      Outbox outbox,
      Events events,
      ServiceConfig service,
      Clock clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.events = events;
    this.service = service;
    this.clock = clock;
  }

  /**
   * One round. As long as nothing stands still the database is asked once a minute.
   *
   * @param standing all that stand still
   * @param unsure of which it is not known whether they do: what was told of them stays
   */
  public Uni<Void> tell(StandstillScope scope, List<Standstill> standing, Predicate<Place> unsure) {
    Instant now = clock.instant();
    if (standing.isEmpty() && isKnownToBeEmpty(scope, now)) {
      return Uni.createFrom().voidItem();
    }
    return transactions
        .acrossTenants(
            "who stands still is told of, whoever it is",
            sql ->
                sql.query(TOLD, scope.name())
                    .map(TellStandstills::places)
                    .chain(told -> change(sql, scope, standing, unsure, told, now)))
        .invoke(left -> remember(scope, left, now))
        .replaceWithVoid();
  }

  private boolean isKnownToBeEmpty(StandstillScope scope, Instant now) {
    Instant seen = empty.get(scope.name());
    return seen != null && !now.isBefore(seen) && now.isBefore(seen.plus(LOOK_AGAIN));
  }

  private void remember(StandstillScope scope, boolean left, Instant now) {
    if (left) {
      empty.remove(scope.name());
    } else {
      empty.put(scope.name(), now);
    }
  }

  /**
   * @return whether rows are left
   */
  private Uni<Boolean> change(
      Sql sql,
      StandstillScope scope,
      List<Standstill> standing,
      Predicate<Place> unsure,
      Set<Place> told,
      Instant now) {
    Map<Place, Standstill> nowStanding = byPlace(standing);
    List<Standstill> begun = standing.stream().filter(one -> !told.contains(one.place())).toList();
    List<Place> over =
        told.stream()
            .filter(place -> !nowStanding.containsKey(place) && !unsure.test(place))
            .toList();
    boolean left = !standing.isEmpty() || over.size() < told.size();
    return begin(sql, scope, begun, now)
        .chain(
            entries ->
                end(sql, scope, over, now)
                    .chain(
                        ends -> {
                          List<OutboxEntry> all = new ArrayList<>(entries);
                          all.addAll(ends);
                          return outbox.appendAll(sql, all);
                        }))
        .replaceWith(left);
  }

  private Uni<List<OutboxEntry>> begin(
      Sql sql, StandstillScope scope, List<Standstill> begun, Instant now) {
    if (begun.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Map<Place, Standstill> byPlace = byPlace(begun);
    Object[] parameters =
        Columns.of(List.copyOf(byPlace.values()))
            .scalar(scope.name())
            .text(one -> one.place().tenant())
            .text(one -> one.place().subject())
            .instant(Standstill::since)
            .scalar(now)
            .parameters();
    return sql.query(BEGIN, parameters)
        .map(
            rows ->
                places(rows).stream()
                    .map(place -> entry(place, raised(scope, byPlace.get(place), now)))
                    .toList());
  }

  private Uni<List<OutboxEntry>> end(
      Sql sql, StandstillScope scope, List<Place> over, Instant now) {
    if (over.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Object[] parameters =
        Columns.of(over).scalar(scope.name()).text(Place::tenant).text(Place::subject).parameters();
    return sql.query(END, parameters)
        .map(
            rows ->
                places(rows).stream()
                    .map(
                        place ->
                            entry(
                                place,
                                new AlertResolved(
                                    service.name(), scope.title(), place.subject(), now)))
                    .toList());
  }

  private AlertRaised raised(StandstillScope scope, Standstill one, Instant now) {
    return new AlertRaised(
        UuidV7.next().toString(),
        service.name(),
        scope.severity(),
        scope.title(),
        one.detail(),
        one.place().subject(),
        now);
  }

  /** Under the subject: what ends an alert never overtakes it. */
  private OutboxEntry entry(Place place, Record data) {
    return OutboxEntry.of(
        events.create(place.tenant(), Topics.ALERTS, place.subject(), null, data));
  }

  private static Map<Place, Standstill> byPlace(Collection<Standstill> all) {
    return all.stream()
        .collect(Collectors.toMap(Standstill::place, Function.identity(), (one, same) -> one));
  }

  private static Set<Place> places(List<SqlRow> rows) {
    return rows.stream()
        .map(row -> new Place(TenantId.of(row.text(0)), row.text(1)))
        .collect(Collectors.toSet());
  }
}
