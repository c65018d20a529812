package dev.ramal.calls.volume;

import dev.ramal.calls.permission.JudgeCall;
import dev.ramal.calls.permission.PermissionRule;
import dev.ramal.calls.permission.PermissionSettings;
import dev.ramal.calls.permission.PermissionSettingsRepository;
import dev.ramal.calls.permission.VolumeWarnings;
import dev.ramal.calls.permission.VolumeWarnings.Warning;
import dev.ramal.calls.volume.CallVolumes.Sum;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Goes through the figures of the day and the month, notes who has come close to a limit, and tells
 * a person once at 70 % and once at 90 %. One replica at a time.
 */
@ApplicationScoped
class WatchVolumes {
  private static final Logger LOG = Logger.getLogger(WatchVolumes.class);
  private static final String MINE = "select pg_try_advisory_xact_lock(hashtext('volume_monitor'))";

  private final SqlTransactions transactions;
  private final CallVolumes volumes;
  private final VolumeWarnings warnings;
  private final PermissionSettingsRepository settings;
  private final Events events;
  private final Outbox outbox;
  private final VolumeConfig config;
  private final Clock clock;

  WatchVolumes(
      SqlTransactions transactions,
      CallVolumes volumes,
      VolumeWarnings warnings,
      PermissionSettingsRepository settings,
      Events events,
      Outbox outbox,
      VolumeConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.volumes = volumes;
    this.warnings = warnings;
    this.settings = settings;
    this.events = events;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "call-volumes",
      every = "${ramal.volume.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        transactions.acrossTenants(
            "the monitor of volumes looks at all organizations", this::watch),
        failure -> LOG.warnf("the monitor of volumes tries again later: %s", failure));
  }

  private Uni<Void> watch(Sql sql) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), CallVolume.BRASILIA);
    return sql.query(MINE)
        .chain(
            mine ->
                mine.get(0).bool(0)
                    ? volumes
                        .forget(sql, day.minusDays(config.keepDays()))
                        .chain(() -> volumes.ofAll(sql, day))
                        .chain(sums -> compare(sql, day, sums))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> compare(Sql sql, LocalDate day, List<Sum> sums) {
    return Uni.combine()
        .all()
        .unis(
            settings.newestOf(
                sql,
                sums.stream().map(sum -> TenantId.of(sum.tenant())).collect(Collectors.toSet())),
            warnings.all(sql))
        .asTuple()
        .chain(
            read -> {
              List<Warning> now = judge(day, sums, read.getItem1());
              return keep(sql, read.getItem2(), now);
            });
  }

  private static List<Warning> judge(
      LocalDate day, List<Sum> sums, Map<TenantId, PermissionSettings> settings) {
    return sums.stream()
        .flatMap(
            sum ->
                new JudgeVolumes(
                        day,
                        settings.getOrDefault(
                            TenantId.of(sum.tenant()), PermissionSettings.DEFAULT))
                    .judge(sum).stream())
        .toList();
  }

  private Uni<Void> keep(Sql sql, List<Warning> before, List<Warning> now) {
    List<Warning> changed = new ArrayList<>();
    List<OutboxEntry> told = new ArrayList<>();
    for (Warning warning : now) {
      Warning was = before.stream().filter(one -> one.isAbout(warning)).findFirst().orElse(warning);
      int tell =
          warning.percent() >= JudgeCall.BRAKE_AT_PERCENT
              ? JudgeCall.BRAKE_AT_PERCENT
              : JudgeVolumes.WARN_AT_PERCENT;
      if (tell > was.told()) {
        told.add(tell(warning));
      }
      Warning kept = warning.told(Math.max(tell, was.told()));
      if (!kept.equals(was)) {
        changed.add(kept);
      }
    }
    List<Warning> gone =
        before.stream().filter(was -> now.stream().noneMatch(was::isAbout)).toList();
    return warnings
        .delete(sql, gone)
        .chain(() -> warnings.write(sql, changed, clock.instant()))
        .chain(() -> outbox.appendAll(sql, told));
  }

  /** Without the number in the words: it is the subject. */
  private OutboxEntry tell(Warning warning) {
    String subject = warning.number().isEmpty() ? warning.tenant() : warning.number();
    boolean shortCalls = warning.rule() == PermissionRule.SHORT_CALLS;
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            "call-service",
            warning.percent() >= JudgeCall.BRAKE_AT_PERCENT ? "critical" : "warning",
            shortCalls
                ? "Chamadas curtas perto do limite da Anatel"
                : "Chamadas do mês perto do limite da Anatel",
            "%d %% do limite (%s). Ver GET /api/calls/volume."
                .formatted(warning.percent(), warning.version()),
            subject,
            clock.instant());
    return OutboxEntry.of(
        events.create(TenantId.of(warning.tenant()), Topics.ALERTS, subject, null, alert));
  }
}
