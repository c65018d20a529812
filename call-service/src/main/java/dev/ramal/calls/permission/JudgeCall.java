package dev.ramal.calls.permission;

import dev.ramal.calls.permission.PermissionInput.Block;
import dev.ramal.calls.permission.PermissionInput.Recent;
import dev.ramal.calls.permission.PermissionInput.Volume;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdict.Outcome;
import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.carriers.spending.JudgeSpending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The verdict: pure, so that the same input always gives the same one. */
public final class JudgeCall {
  /** A call is braked here, a tenth before the regulator would block. */
  public static final int BRAKE_AT_PERCENT = 90;

  private JudgeCall() {}

  /**
   * @param settings in the version that the input names
   */
  public static Verdict judge(PermissionInput input, PermissionSettings settings) {
    List<Judged> rules = new ArrayList<>();
    rules.add(
        blocked(
            PermissionRule.BLOCKLIST,
            input,
            block -> !block.source().isDoNotCallList(),
            "in force"));
    if (!settings.doNotCall().isEmpty()) {
      rules.add(
          blocked(
              PermissionRule.DO_NOT_CALL,
              input,
              block -> settings.doNotCall().contains(block.source().wire()),
              "in force"));
    }
    if (settings.optOuts()) {
      rules.add(optedOut(input));
    }
    if (input.declined() != null) {
      rules.add(consent(input.declined()));
    }
    if (settings.callingHours()) {
      rules.addAll(JudgeHours.judge(input, settings));
    } else {
      JudgeHours.judgeDaysOff(input, settings).ifPresent(rules::add);
    }
    rules.addAll(counted(input, settings));
    rules.add(volume(PermissionRule.SHORT_CALLS, settings, input));
    rules.add(volume(PermissionRule.MONTHLY_CALLS, settings, input));
    rules.addAll(money(input));
    boolean allowed = rules.stream().noneMatch(rule -> rule.outcome() == Outcome.DENIED);
    return new Verdict(allowed, input.number(), input.at(), input.settingsVersion(), rules);
  }

  private static Judged blocked(
      PermissionRule rule, PermissionInput input, Predicate<Block> concerned, String version) {
    Optional<Block> found =
        input.blocks().stream()
            .filter(concerned)
            .filter(block -> block.holdsAt(input.at()))
            .findFirst();
    return found
        .map(block -> new Judged(rule, block.source().wire(), Outcome.DENIED, evidence(block)))
        .orElseGet(() -> new Judged(rule, version, Outcome.PASSED, "no entry in force"));
  }

  private static String evidence(Block block) {
    return "%s blocked since %s%s by %s%s"
        .formatted(
            block.number(),
            block.effectiveFrom(),
            block.expiresAt() == null ? "" : " until " + block.expiresAt(),
            block.source().wire(),
            block.reason() == null ? "" : ": " + block.reason());
  }

  private static Judged optedOut(PermissionInput input) {
    return input.optOuts().stream()
        .filter(said -> said.holdsAt(input.at()))
        .findFirst()
        .map(
            said ->
                new Judged(
                    PermissionRule.OPT_OUT,
                    said.channel(),
                    Outcome.DENIED,
                    "opted out of %s at %s".formatted(said.channel(), said.outAt())))
        .orElseGet(
            () ->
                new Judged(
                    PermissionRule.OPT_OUT, "messages", Outcome.PASSED, "no opt-out in force"));
  }

  /** No setting of ours gives what the person has declined. */
  private static Judged consent(List<DeclinedConsent> declined) {
    return declined.stream()
        .findFirst()
        .map(
            contact ->
                new Judged(
                    PermissionRule.CONSENT, contact.crm(), Outcome.DENIED, contact.evidence()))
        .orElseGet(
            () ->
                new Judged(
                    PermissionRule.CONSENT, "crm", Outcome.PASSED, "no contact has declined"));
  }

  /** What billing holds back; nothing of inputs from before it was asked. */
  private static List<Judged> money(PermissionInput input) {
    return input.budgets() == null
        ? List.of()
        : List.of(
            judged(PermissionRule.VELOCITY, JudgeSpending.velocity(input.prefixes())),
            judged(PermissionRule.BUDGET, JudgeSpending.budget(input.budgets())));
  }

  private static Judged judged(PermissionRule rule, JudgeSpending.Finding found) {
    return new Judged(
        rule, found.version(), found.denies() ? Outcome.DENIED : Outcome.PASSED, found.evidence());
  }

  private static List<Judged> counted(PermissionInput input, PermissionSettings settings) {
    Recent recent = input.recent();
    if (recent == null) {
      return List.of();
    }
    String version = "settings-" + input.settingsVersion();
    return Stream.of(
            below(
                PermissionRule.ATTEMPTS,
                version,
                recent.attemptsInDay(),
                settings.attemptsPerDay(),
                "rung %d times in 24 hours, %d allowed"),
            below(
                PermissionRule.ATTEMPTS,
                version,
                recent.attemptsInWeek(),
                settings.attemptsPerWeek(),
                "rung %d times in 7 days, %d allowed"),
            below(
                PermissionRule.CONCURRENT_CALLS,
                version,
                recent.running(),
                settings.concurrentCalls(),
                "%d calls at this moment, %d allowed"),
            below(
                PermissionRule.CALLS_PER_SECOND,
                version,
                recent.inLastSecond(),
                settings.callsPerSecond(),
                "%d calls begun within a second, %d allowed"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Judged> below(
      PermissionRule rule, String version, int counted, Integer cap, String evidence) {
    return Optional.ofNullable(cap)
        .map(
            allowed ->
                new Judged(
                    rule,
                    version,
                    counted < allowed ? Outcome.PASSED : Outcome.DENIED,
                    evidence.formatted(counted, allowed)));
  }

  /** Whether no call may add to what is counted there. */
  static boolean brakes(Volume volume, PermissionSettings settings) {
    Brake brake =
        volume.rule() == PermissionRule.SHORT_CALLS
            ? settings.shortCalls()
            : settings.monthlyCalls();
    return brake == Brake.BLOCK && volume.percent() >= BRAKE_AT_PERCENT;
  }

  /** The number's own limits and those of the organization; the fuller one counts. */
  private static Judged volume(
      PermissionRule rule, PermissionSettings settings, PermissionInput input) {
    Optional<Volume> fullest =
        input.volumes().stream()
            .filter(volume -> volume.rule() == rule)
            .filter(volume -> volume.number() == null || volume.number().equals(input.from()))
            .reduce((one, other) -> one.percent() >= other.percent() ? one : other);
    return fullest
        .map(
            volume ->
                new Judged(
                    rule,
                    volume.version(),
                    brakes(volume, settings) ? Outcome.DENIED : Outcome.WARNED,
                    volume.evidence()))
        .orElseGet(() -> new Judged(rule, "anatel", Outcome.PASSED, "far from the limit"));
  }
}
