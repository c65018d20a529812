package dev.ramal.messaging.alerting.policy;

import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.alerting.policy.AlertSettings.Receiver;
import dev.ramal.messaging.alerting.policy.AlertSettings.Step;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.Spellings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of the settings; an absent field keeps its value. */
@Schema(
    name = "AlertSettingsChange",
    examples =
"""
{"receivers": [{"id": "plantao", "channel": "sms", "to": "+5511987654321", "hours": {"weekdays": "18:00-08:00", "saturday": "00:00-24:00", "sunday": "00:00-24:00"}}], "steps": [{"receivers": ["plantao"], "waitMinutes": 15}], "repeatMinutes": 240, "reminders": 2, "leastSeverity": "critical"}
""")
record AlertSettingsChange(
    @Schema(maxItems = 20) List<Receiver> receivers,
    @Schema(maxItems = 10) List<Step> steps,
    @Schema(minimum = "5", maximum = "10080") Integer repeatMinutes,
    @Schema(minimum = "0", maximum = "10") Integer reminders,
    @Schema(enumeration = {"info", "warning", "critical"}) String leastSeverity,
    @Schema(description = "Of a WhatsApp template; empty for none", maxLength = 100)
        String templateId) {
  private static final int MOST_RECEIVERS = 20;
  private static final int MOST_STEPS = 10;
  private static final int MOST_AT_ONCE = 10;
  private static final int LONGEST_WAIT = 1_440;
  private static final int LONGEST_ID = 100;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** What the check of an address needs to know. */
  interface Webhooks {
    /** Why an address is none of Slack's; null when it is one. */
    String complaint(String address);

    /** As much of it as may be shown. */
    String shown(String address);
  }

  /**
   * @param seal of a receiver's id and an address
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  EscalationPolicy changed(
      EscalationPolicy before, Webhooks webhooks, BinaryOperator<String> seal) {
    Problem problem = receivers(before, webhooks);
    List<String> ids =
        receivers == null
            ? before.receivers().stream().map(AlertReceiver::id).toList()
            : receivers.stream().map(one -> one == null ? null : one.id()).toList();
    problem = steps(problem, before, ids);
    problem = within(problem, "repeatMinutes", repeatMinutes, 5, 10_080);
    problem = within(problem, "reminders", reminders, 0, 10);
    if (leastSeverity != null && !Severity.words().contains(leastSeverity)) {
      problem =
          problem.field("leastSeverity", "must be known", Severity.words().toArray(String[]::new));
    }
    if (templateId != null && templateId.length() > LONGEST_ID) {
      problem = problem.field("templateId", "must have at most " + LONGEST_ID + " characters");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new EscalationPolicy(
        receivers == null
            ? before.receivers()
            : receivers.stream().map(one -> kept(one, before, webhooks, seal)).toList(),
        steps == null
            ? before.steps()
            : steps.stream()
                .map(s -> new EscalationPolicy.Step(s.receivers(), s.waitMinutes()))
                .toList(),
        repeatMinutes == null ? before.repeatMinutes() : repeatMinutes,
        reminders == null ? before.reminders() : reminders,
        leastSeverity == null ? before.leastSeverity() : Severity.of(leastSeverity),
        template(before));
  }

  /** Null for none. */
  private String template(EscalationPolicy before) {
    if (templateId == null) {
      return before.templateId();
    }
    return templateId.isBlank() ? null : templateId;
  }

  private static AlertReceiver kept(
      Receiver given, EscalationPolicy before, Webhooks webhooks, BinaryOperator<String> seal) {
    ReceiverChannel channel = ReceiverChannel.find(given.channel()).orElseThrow();
    if (channel != ReceiverChannel.SLACK) {
      E164 to = Spellings.current(DialableNumber.toWriteTo(given.to()).orElseThrow());
      return new AlertReceiver(given.id(), channel, to.value(), null, null, given.hours());
    }
    AlertReceiver stored = storedWebhook(given, before);
    return stored != null
        ? stored.during(given.hours())
        : new AlertReceiver(
            given.id(),
            channel,
            null,
            seal.apply(given.id(), given.webhookUrl()),
            webhooks.shown(given.webhookUrl()),
            given.hours());
  }

  /** What was read is written back, or nothing is said: the address stays. */
  private static AlertReceiver storedWebhook(Receiver given, EscalationPolicy before) {
    AlertReceiver stored = before.receiver(given.id());
    boolean keeps =
        stored != null
            && stored.channel() == ReceiverChannel.SLACK
            && (given.webhookUrl() == null || given.webhookUrl().equals(stored.shownWebhook()));
    return keeps ? stored : null;
  }

  private Problem receivers(EscalationPolicy before, Webhooks webhooks) {
    Problem problem = MessageProblems.badAlertSettings();
    if (receivers == null) {
      return problem;
    }
    if (receivers.size() > MOST_RECEIVERS) {
      return problem.field("receivers", "has at most " + MOST_RECEIVERS + " entries");
    }
    Set<String> known = new HashSet<>();
    for (int i = 0; i < receivers.size(); i++) {
      Receiver one = receivers.get(i);
      String field = "receivers[" + i + "]";
      if (one == null) {
        problem = problem.field(field, "must not be null");
        continue;
      }
      if (one.id() == null || !ID.matcher(one.id()).matches()) {
        problem = problem.field(field + ".id", "must be 1 to 40 small letters, digits and hyphens");
      } else if (!known.add(one.id())) {
        problem = problem.field(field + ".id", "is another receiver's");
      }
      if (one.hours() != null && !one.hours().areValid()) {
        problem = problem.field(field + ".hours", "must be as in 18:00-08:00");
      }
      problem = reached(problem, field, one, before, webhooks);
    }
    return problem;
  }

  private static Problem reached(
      Problem problem, String field, Receiver one, EscalationPolicy before, Webhooks webhooks) {
    Optional<ReceiverChannel> channel = ReceiverChannel.find(one.channel());
    if (channel.isEmpty()) {
      return problem.field(
          field + ".channel", "must be known", ReceiverChannel.words().toArray(String[]::new));
    }
    if (channel.get() != ReceiverChannel.SLACK) {
      Problem phone =
          DialableNumber.toWriteTo(one.to()).isPresent()
              ? problem
              : problem.field(field + ".to", "must be a number in E.164, as in +5511987654321");
      return one.webhookUrl() == null
          ? phone
          : phone.field(field + ".webhookUrl", "is only for channel slack");
    }
    Problem slack =
        one.to() == null ? problem : problem.field(field + ".to", "is not for channel slack");
    if (storedWebhook(one, before) != null) {
      return slack;
    }
    String complaint = webhooks.complaint(one.webhookUrl());
    return complaint == null ? slack : slack.field(field + ".webhookUrl", complaint);
  }

  private Problem steps(Problem before, EscalationPolicy policy, List<String> ids) {
    Problem problem = before;
    if (steps == null) {
      return policy.steps().stream().allMatch(step -> ids.containsAll(step.receivers()))
          ? problem
          : problem.field("receivers", "lacks one that a step names; change the steps as well");
    }
    if (steps.size() > MOST_STEPS) {
      return problem.field("steps", "has at most " + MOST_STEPS + " entries");
    }
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String field = "steps[" + i + "]";
      if (step == null) {
        problem = problem.field(field, "must not be null");
        continue;
      }
      problem = told(problem, field + ".receivers", step.receivers(), ids);
      problem =
          step.waitMinutes() == null
              ? problem.field(field + ".waitMinutes", "is required")
              : within(problem, field + ".waitMinutes", step.waitMinutes(), 1, LONGEST_WAIT);
    }
    return problem;
  }

  private static Problem told(
      Problem problem, String field, List<String> receivers, List<String> ids) {
    if (receivers == null || receivers.isEmpty() || receivers.size() > MOST_AT_ONCE) {
      return problem.field(field, "must name 1 to " + MOST_AT_ONCE + " receivers");
    }
    List<String> unknown = new ArrayList<>(receivers);
    unknown.removeAll(ids);
    return unknown.isEmpty() && new HashSet<>(receivers).size() == receivers.size()
        ? problem
        : problem.field(field, "must name each receiver once, and only those that are there");
  }

  private static Problem within(Problem problem, String field, Integer given, int least, int most) {
    return given == null || given >= least && given <= most
        ? problem
        : problem.field(field, "must be %d to %d".formatted(least, most));
  }
}
