package dev.ramal.calls.dialing;

import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.RecentCalls;
import dev.ramal.calls.lifecycle.RecentCalls.Counts;
import dev.ramal.calls.lifecycle.RecentCalls.Wanted;
import dev.ramal.calls.permission.JudgeCall;
import dev.ramal.calls.permission.PermissionInput;
import dev.ramal.calls.permission.PermissionInput.Recent;
import dev.ramal.calls.permission.PermissionSettings;
import dev.ramal.calls.permission.PermissionTables.Found;
import dev.ramal.calls.permission.Verdict;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Adds what is counted in the moment of a call to what was read, and judges. Nothing is asked of
 * the database where the organization has set no cap.
 */
@ApplicationScoped
public class CheckPermission {
  private final RecentCalls recent;
  private final DialingConfig config;

  CheckPermission(RecentCalls recent, DialingConfig config) {
    this.recent = recent;
    this.config = config;
  }

  /** A verdict, and all that it was judged on. */
  public record Judgement(PermissionInput input, Verdict verdict) {}

  /** For a call that is to begin: counted while no other call of the organization begins. */
  Uni<Judgement> beforeCall(Sql sql, TenantId tenant, Found found) {
    return judge(sql, tenant, found, true, 0);
  }

  /** For whoever asks and does not call. */
  public Uni<Judgement> ask(Sql sql, TenantId tenant, Found found) {
    return judge(sql, tenant, found, false, 0);
  }

  /** For a call that runs and rings somebody else: it does not stand in its own way. */
  public Uni<Judgement> beforeTransfer(Sql sql, TenantId tenant, Found found) {
    return judge(sql, tenant, found, false, 1);
  }

  /**
   * @param ours calls that run, and are not to be counted
   */
  private Uni<Judgement> judge(Sql sql, TenantId tenant, Found found, boolean calls, int ours) {
    PermissionSettings settings = found.settings();
    if (!settings.counts()) {
      return Uni.createFrom().item(judged(found.input(), settings));
    }
    Instant unknownSince = found.input().at().minus(config.busyWhileUnknown());
    Wanted wanted = wanted(settings, unknownSince, ours);
    E164 to = E164.of(found.input().number());
    Uni<Counts> counts =
        calls
            ? recent.lock(sql, tenant, to, found.input().at(), wanted)
            : recent.count(sql, tenant, to, found.input().at(), wanted);
    return counts.map(counted -> judged(found.input().with(recent(counted, ours)), settings));
  }

  /** Each up to its cap; of running calls further by those that are taken off again. */
  static Wanted wanted(PermissionSettings settings, Instant unknownSince, int ours) {
    return new Wanted(
        upTo(settings.attemptsPerDay()),
        upTo(settings.attemptsPerWeek()),
        upTo(settings.concurrentCalls()) + ours,
        upTo(settings.callsPerSecond()),
        unknownSince);
  }

  /** A call that runs began before this second. */
  static Recent recent(Counts counted, int ours) {
    return new Recent(
        counted.attemptsInDay(),
        counted.attemptsInWeek(),
        Math.max(0, counted.running() - ours),
        counted.inLastSecond());
  }

  private static int upTo(Integer cap) {
    return cap == null ? 0 : cap;
  }

  private static Judgement judged(PermissionInput input, PermissionSettings settings) {
    return new Judgement(input, JudgeCall.judge(input, settings));
  }
}
