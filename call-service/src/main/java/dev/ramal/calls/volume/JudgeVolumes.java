package dev.ramal.calls.volume;

import dev.ramal.calls.permission.PermissionRule;
import dev.ramal.calls.permission.PermissionSettings;
import dev.ramal.calls.permission.VolumeWarnings.Warning;
import dev.ramal.calls.volume.CallVolumes.Sum;
import java.time.LocalDate;
import java.util.Optional;

/** Compares a figure with its limit: pure. */
final class JudgeVolumes {
  /** From here on somebody is told. */
  static final int WARN_AT_PERCENT = 70;

  private final LocalDate day;
  private final VolumeLimits limits;
  private final PermissionSettings settings;

  JudgeVolumes(LocalDate day, PermissionSettings settings) {
    this.day = day;
    this.limits = VolumeLimits.on(day);
    this.settings = settings;
  }

  /** Empty while it is far from any limit. */
  Optional<Warning> judge(Sum sum) {
    boolean all = sum.number().equals(CallVolumes.ALL);
    if (sum.span().equals(CallVolumes.MONTH)) {
      return all ? monthly(sum) : Optional.empty();
    }
    return all ? share(sum) : shortCalls(sum);
  }

  long shortCallsPerDay() {
    return own(settings.shortCallsPerDay(), limits.shortCallsPerDay());
  }

  long callsPerDay() {
    return own(settings.callsPerDay(), limits.callsPerDay());
  }

  /** Null where no limit holds. */
  Long callsPerMonth() {
    return settings.callsPerMonth() == null
        ? limits.callsPerMonth()
        : Long.valueOf(settings.callsPerMonth());
  }

  private Optional<Warning> shortCalls(Sum sum) {
    long limit = shortCallsPerDay();
    return warning(
        PermissionRule.SHORT_CALLS,
        sum,
        day,
        percent(sum.shortCalls(), limit),
        "%d of %d short calls a day from %s".formatted(sum.shortCalls(), limit, sum.number()));
  }

  /** Both must be reached: many calls, and most of them short. */
  private Optional<Warning> share(Sum sum) {
    long limit = callsPerDay();
    long share = percent(sum.shortCalls(), Math.max(1, sum.calls()));
    return warning(
        PermissionRule.SHORT_CALLS,
        sum,
        day,
        Math.min(percent(sum.calls(), limit), percent(share, limits.shortShare())),
        "%d of %d calls a day, %d %% of them short where %d %% are the limit"
            .formatted(sum.calls(), limit, share, limits.shortShare()));
  }

  private Optional<Warning> monthly(Sum sum) {
    Long limit = callsPerMonth();
    LocalDate last = sum.begins().plusMonths(1).minusDays(1);
    return limit == null
        ? Optional.empty()
        : warning(
            PermissionRule.MONTHLY_CALLS,
            sum,
            last,
            percent(sum.calls(), limit),
            "%d of %d calls this month; above, calls must be authenticated"
                .formatted(sum.calls(), limit));
  }

  private Optional<Warning> warning(
      PermissionRule rule, Sum sum, LocalDate last, long percent, String evidence) {
    return percent < WARN_AT_PERCENT
        ? Optional.empty()
        : Optional.of(
            new Warning(
                sum.tenant(),
                rule,
                sum.number(),
                sum.begins(),
                last,
                limits.version(),
                (int) Math.min(percent, 1_000),
                0,
                evidence));
  }

  private static long percent(long part, long whole) {
    return part * 100 / whole;
  }

  private static long own(Integer set, long limit) {
    return set == null ? limit : Math.min(set, limit);
  }
}
