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
    return judge(sql, tenant, found, true);
  }

  /** For whoever asks and does not call. */
  public Uni<Judgement> ask(Sql sql, TenantId tenant, Found found) {
    return judge(sql, tenant, found, false);
  }

  private Uni<Judgement> judge(Sql sql, TenantId tenant, Found found, boolean calls) {
    PermissionSettings settings = found.settings();
    if (!settings.counts()) {
      return Uni.createFrom().item(judged(found.input(), settings));
    }
    Wanted wanted =
        new Wanted(
            upTo(settings.attemptsPerDay()),
            upTo(settings.attemptsPerWeek()),
            upTo(settings.concurrentCalls()),
            upTo(settings.callsPerSecond()),
            found.input().at().minus(config.busyWhileUnknown()));
    E164 to = E164.of(found.input().number());
    Uni<Counts> counts =
        calls
            ? recent.lock(sql, tenant, to, found.input().at(), wanted)
            : recent.count(sql, tenant, to, found.input().at(), wanted);
    return counts.map(
        counted ->
            judged(
                found
                    .input()
                    .with(
                        new Recent(
                            counted.attemptsInDay(),
                            counted.attemptsInWeek(),
                            counted.running(),
                            counted.inLastSecond())),
                settings));
  }

  private static int upTo(Integer cap) {
    return cap == null ? 0 : cap;
  }

  private static Judgement judged(PermissionInput input, PermissionSettings settings) {
    return new Judgement(input, JudgeCall.judge(input, settings));
  }
}
