package dev.ramal.crm.changes;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.mapping.DueTask;
import dev.ramal.crm.mapping.TaskRule;
import dev.ramal.crm.port.CrmTaskType;
import dev.ramal.events.calls.FollowUpRequested;
import java.time.Instant;

/**
 * A task to be made. Its JSON stands in the store.
 *
 * @param type as a word
 * @param name what is to be done
 * @param about one line about why; null for none
 * @param agentId after whose call; null when nobody's, and of what an older version planned
 */
record TaskWish(String type, String name, String about, Instant dueAt, String agentId) {
  private static final int LONGEST_NAME = 200;

  static TaskWish of(TaskRule rule, FinishedCall call) {
    return new TaskWish(
        rule.type(),
        rule.text(),
        person(call.lead(), call.agentName()),
        DueTask.at(rule, call.lead(), call.endedAt()),
        call.agentId());
  }

  static TaskWish of(FollowUpRequested asked, CrmTaskType type) {
    return new TaskWish(
        type.word(),
        asked.text().length() <= LONGEST_NAME
            ? asked.text()
            : asked.text().substring(0, LONGEST_NAME - 1) + "…",
        asked.label() + ". " + asked.text() + "\n" + person(asked.leadNumber(), asked.agentName()),
        asked.dueAt(),
        asked.agentId());
  }

  private static String person(String lead, String agent) {
    return "Contato: " + lead + (agent == null ? "" : "\nAgente: " + agent);
  }
}
