package dev.ramal.calls.numbers;

import dev.ramal.calls.volume.CallVolumes;
import dev.ramal.calls.volume.CallVolumes.NumberDay;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Lets numbers rest whose calls go badly, beside the others of their organization. They come back
 * by themselves, and what was before the rest does not count against them again. One replica at a
 * time.
 *
 * <p>Failure policy: nothing depends on it; what could not be looked at is looked at next time.
 */
@ApplicationScoped
class WatchNumbers {
  private static final Logger LOG = Logger.getLogger(WatchNumbers.class);
  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");
  private static final String MINE = "select pg_try_advisory_xact_lock(hashtext('number_health'))";

  /** Up to which day the figures of a number do not count any more. */
  private static final String RESTED =
      """
      select tenant, number, max(rested_on)::text from numbers
      where state = 'ACTIVE' and rested_on is not null group by tenant, number
      """;

  private static final String REST =
      """
      update numbers set resting_until = $5::timestamptz, rested_on = cast($4::text as date),
        resting_because = given.because
      from unnest($1::text[], $2::text[], $3::text[]) as given (tenant, number, because)
      where numbers.tenant = given.tenant and numbers.number = given.number
        and numbers.state = 'ACTIVE'
        and (numbers.resting_until is null or numbers.resting_until < $6::timestamptz)
      returning numbers.tenant, numbers.id, numbers.resting_because
      """;

  private final SqlTransactions transactions;
  private final CallVolumes volumes;
  private final NumbersConfig config;
  private final Clock clock;

  WatchNumbers(
      SqlTransactions transactions, CallVolumes volumes, NumbersConfig config, Clock clock) {
    this.transactions = transactions;
    this.volumes = volumes;
    this.config = config;
    this.clock = clock;
  }

  private record Numbered(String tenant, String number) {}

  private record Ill(Numbered number, String because) {}

  @Scheduled(
      identity = "number-health",
      every = "${ramal.numbers.health-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        transactions.acrossTenants("the health of all numbers is looked at", this::watch),
        failure -> LOG.warnf("the health of numbers is looked at later: %s", failure));
  }

  private Uni<Void> watch(Sql sql) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, BRASILIA);
    return sql.query(MINE)
        .chain(
            mine ->
                mine.get(0).bool(0)
                    ? Uni.combine()
                        .all()
                        .unis(
                            volumes.ofNumbers(sql, today.minusDays(config.healthDays() - 1L)),
                            rested(sql))
                        .with(this::ill)
                        .chain(ill -> rest(sql, ill, today, now))
                    : Uni.createFrom().voidItem());
  }

  private static Uni<Map<Numbered, LocalDate>> rested(Sql sql) {
    return sql.query(RESTED)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> new Numbered(row.text(0), row.text(1)),
                            row -> LocalDate.parse(row.text(2)))));
  }

  private List<Ill> ill(List<NumberDay> days, Map<Numbered, LocalDate> rested) {
    Map<Numbered, NumberHealth> figures =
        days.stream()
            .filter(day -> counts(day, rested.get(number(day))))
            .collect(Collectors.toMap(WatchNumbers::number, NumberHealth::of, NumberHealth::plus));
    Map<String, NumberHealth> ofAll =
        figures.entrySet().stream()
            .collect(
                Collectors.toMap(
                    one -> one.getKey().tenant(), Map.Entry::getValue, NumberHealth::plus));
    return figures.entrySet().stream()
        .flatMap(
            one ->
                one
                    .getValue()
                    .illness(
                        ofAll.get(one.getKey().tenant()).minus(one.getValue()),
                        config.healthLeads())
                    .map(because -> new Ill(one.getKey(), because))
                    .stream())
        .toList();
  }

  private static boolean counts(NumberDay day, LocalDate restedOn) {
    return restedOn == null || day.day().isAfter(restedOn);
  }

  private static Numbered number(NumberDay day) {
    return new Numbered(day.tenant(), day.number());
  }

  private Uni<Void> rest(Sql sql, List<Ill> ill, LocalDate today, Instant now) {
    if (ill.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Object[] parameters =
        Columns.of(ill)
            .text(one -> one.number().tenant())
            .text(one -> one.number().number())
            .text(Ill::because)
            .scalar(today.toString())
            .scalar(now.plus(config.rest()))
            .scalar(now)
            .parameters();
    return sql.query(REST, parameters)
        .invoke(
            rows ->
                rows.forEach(
                    row ->
                        LOG.infof(
                            "tenant=%s number=%s rests: %s",
                            row.text(0), row.text(1), row.text(2))))
        .replaceWithVoid();
  }
}
