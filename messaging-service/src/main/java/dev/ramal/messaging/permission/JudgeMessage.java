package dev.ramal.messaging.permission;

import dev.ramal.carriers.spending.JudgeSpending;
import dev.ramal.events.E164;
import dev.ramal.messaging.permission.MessagePermissionInput.OptOutSaid;
import dev.ramal.messaging.permission.MessagePermissionInput.Recent;
import dev.ramal.messaging.permission.MessagePermissionInput.Window;
import dev.ramal.messaging.permission.MessageVerdict.Decision;
import dev.ramal.messaging.permission.MessageVerdict.Judged;
import dev.ramal.numbering.LocalRules;
import dev.ramal.numbering.LocalRules.Finding;
import dev.ramal.numbering.LocalRules.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The verdict: pure, so that the same input always gives the same one. */
public final class JudgeMessage {
  /** To one contact, over all channels; no organization needs more, and a loop has no end. */
  public static final int MOST_PER_MINUTE = 10;

  /** For so long whoever wrote waits for an answer. */
  private static final Duration ANSWERABLE = Duration.ofHours(24);

  private static final String OURS = "ramal-1";

  private JudgeMessage() {}

  /**
   * @param settings in the version that the input names
   */
  public static MessageVerdict judge(MessagePermissionInput input, MessageSettings settings) {
    List<Judged> rules = new ArrayList<>();
    rules.add(consent(input).orElseGet(() -> optOut(input)));
    if (input.window() != null) {
      rules.add(window(input.window(), input.at()));
    }
    rules.addAll(counted(input, settings));
    rules.addAll(money(input));
    Optional<Instant> opening = Optional.empty();
    if (settings.quietHours() && !isAnswer(input, settings)) {
      LocalRules here = rules(input, settings);
      opening = here.opening(input.at());
      Decision closed = opening.isPresent() ? Decision.HELD : Decision.DENIED;
      here.hours(input.at())
          .map(found -> judged(MessageRule.QUIET_HOURS, found, closed))
          .ifPresent(rules::add);
      here.holidays(input.at())
          .map(found -> judged(MessageRule.HOLIDAY, found, closed))
          .ifPresent(rules::add);
    }
    Decision decision =
        rules.stream().map(Judged::decision).max(Comparator.naturalOrder()).orElseThrow();
    return new MessageVerdict(
        decision,
        input.to(),
        input.channel(),
        input.at(),
        decision == Decision.HELD ? opening.orElseThrow() : null,
        input.settingsVersion(),
        rules);
  }

  /** Wherever it was said, it holds on every channel; of each channel the later word counts. */
  private static Judged optOut(MessagePermissionInput input) {
    return input.optOuts().stream()
        .filter(said -> said.holdsAt(input.at()))
        .min(Comparator.comparing(OptOutSaid::channel))
        .map(
            said ->
                new Judged(
                    MessageRule.OPT_OUT,
                    said.channel().wire(),
                    Decision.DENIED,
                    evidence(said, input.at())))
        .orElseGet(
            () ->
                new Judged(
                    MessageRule.OPT_OUT, "messages", Decision.ALLOWED, "no opt-out in force"));
  }

  /** Also why an opt-in does not count, or not yet: whoever reads it may have heard of that one. */
  private static String evidence(OptOutSaid said, Instant at) {
    String out = "opted out by %s at %s".formatted(said.channel().wire(), said.outAt());
    Instant in = said.inAt();
    if (in != null && in.isAfter(said.outAt())) {
      return out + "; the opt-in at %s is ahead of our clock and counts from then on".formatted(in);
    }
    String before = in == null ? "" : ", after an opt-in at " + in;
    String ahead =
        said.outAt().isAfter(at) ? "; that is ahead of our clock: an opt-in counts after it" : "";
    return out + before + ahead;
  }

  /** Who declines communications in the CRM has opted out of all of them. */
  private static Optional<Judged> consent(MessagePermissionInput input) {
    return Optional.ofNullable(input.declined()).stream()
        .flatMap(List::stream)
        .findFirst()
        .map(
            contact ->
                new Judged(
                    MessageRule.OPT_OUT, contact.crm(), Decision.DENIED, contact.evidence()));
  }

  private static Judged window(Window window, Instant at) {
    boolean open = window.closesAt() != null && at.isBefore(window.closesAt());
    String evidence =
        window.closesAt() == null
            ? "the contact never wrote to "
                + (window.from() == null ? "us by WhatsApp" : window.from())
            : "the window of %s closes at %s".formatted(window.from(), window.closesAt());
    return new Judged(
        MessageRule.WINDOW, "whatsapp-24h", open ? Decision.ALLOWED : Decision.DENIED, evidence);
  }

  /** What billing holds back; nothing of inputs for which it was not asked. */
  private static List<Judged> money(MessagePermissionInput input) {
    return input.budgets() == null
        ? List.of()
        : List.of(
            judged(MessageRule.VELOCITY, JudgeSpending.velocity(input.prefixes())),
            judged(MessageRule.BUDGET, JudgeSpending.budget(input.budgets())));
  }

  private static Judged judged(MessageRule rule, JudgeSpending.Finding found) {
    return new Judged(
        rule,
        found.version(),
        found.denies() ? Decision.DENIED : Decision.ALLOWED,
        found.evidence());
  }

  private static List<Judged> counted(MessagePermissionInput input, MessageSettings settings) {
    Recent recent = input.recent();
    if (recent == null) {
      return List.of();
    }
    String version = version(input);
    return Stream.of(
            below(
                MessageRule.ATTEMPTS,
                version,
                recent.inDay(),
                settings.messagesPerDay(),
                "%d messages in 24 hours, %d allowed"),
            below(
                MessageRule.ATTEMPTS,
                version,
                recent.inWeek(),
                settings.messagesPerWeek(),
                "%d messages in 7 days, %d allowed"),
            below(
                MessageRule.PER_MINUTE,
                OURS,
                recent.inMinute(),
                MOST_PER_MINUTE,
                "%d messages in a minute, %d allowed"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Judged> below(
      MessageRule rule, String version, int counted, Integer cap, String evidence) {
    return Optional.ofNullable(cap)
        .map(
            allowed ->
                new Judged(
                    rule,
                    version,
                    counted < allowed ? Decision.ALLOWED : Decision.DENIED,
                    evidence.formatted(counted, allowed)));
  }

  private static boolean isAnswer(MessagePermissionInput input, MessageSettings settings) {
    return settings.answersAnyTime()
        && input.lastInboundAt() != null
        && input.at().isBefore(input.lastInboundAt().plus(ANSWERABLE));
  }

  private static LocalRules rules(MessagePermissionInput input, MessageSettings settings) {
    Plan plan =
        new Plan(
            version(input),
            "messages",
            settings.hours(),
            settings.restDays(),
            settings.daysOff(),
            List.of());
    return LocalRules.of(E164.of(input.to()), plan);
  }

  private static Judged judged(MessageRule rule, Finding found, Decision closed) {
    return new Judged(
        rule, found.version(), found.suits() ? Decision.ALLOWED : closed, found.evidence());
  }

  private static String version(MessagePermissionInput input) {
    return "settings-" + input.settingsVersion();
  }
}
