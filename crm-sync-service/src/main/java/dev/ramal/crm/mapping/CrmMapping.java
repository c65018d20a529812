package dev.ramal.crm.mapping;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.port.CrmTaskType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is done with a deal after a call, besides the note.
 *
 * @param tasks tasks by how the call went; empty for none
 * @param followUps kind of the task for what is to be done after a call by the rule of its
 *     disposition, as call-service tells it; absent for none
 * @param stages stages into which deals are moved; of the rules that a call meets the first counts
 * @param fields custom fields that tell of a deal's last call; empty for none
 * @param agents users of the CRM who are agents: tasks after their calls are theirs; those of
 *     others are the deal's owner's
 */
@Schema(
    name = "CrmMapping",
    examples =
"""
{"tasks": [{"outcome": "no-answer", "text": "Ligar de novo", "after": 2, "unit": "hours", "type": "call"}], "followUps": "call", "stages": [{"disposition": "interested", "stageId": "65f057a6e0000000000000aa", "from": ["65f057a6e000000000000021"]}], "fields": [{"field": "ultima_ligacao", "value": "call-date"}], "agents": [{"agentId": "agent-1", "email": "ana@exemplo.com.br"}]}
""")
public record CrmMapping(
    @Schema(maxItems = 50) List<TaskRule> tasks,
    @Schema(
            nullable = true,
            enumeration = {"call", "email", "meeting", "task", "visit", "whatsapp"})
        String followUps,
    @Schema(maxItems = 50) List<StageRule> stages,
    @Schema(maxItems = 50) List<FieldRule> fields,
    @Schema(maxItems = 500) List<AgentUser> agents) {
  /** Of an organization that has said nothing. */
  public static final CrmMapping NONE =
      new CrmMapping(List.of(), null, List.of(), List.of(), List.of());

  public CrmMapping {
    tasks = tasks == null ? List.of() : tasks;
    stages = stages == null ? List.of() : stages;
    fields = fields == null ? List.of() : fields;
    agents = agents == null ? List.of() : agents;
  }

  /** The rules by which tasks follow from this call. */
  public List<TaskRule> tasksAfter(FinishedCall call) {
    return tasks.stream().filter(rule -> rule.isMeant(call)).toList();
  }

  /** By which the deal of this call is moved; empty when it is not. */
  public Optional<StageRule> stageAfter(FinishedCall call) {
    return stages.stream().filter(rule -> rule.isMeant(call)).findFirst();
  }

  /**
   * By which address the CRM knows an agent.
   *
   * @param agentId null is nobody
   */
  public Optional<String> emailOf(String agentId) {
    return agents.stream()
        .filter(agent -> agent.agentId().equals(agentId))
        .map(AgentUser::email)
        .findFirst();
  }

  public Optional<CrmTaskType> followUpType() {
    return CrmTaskType.of(followUps);
  }
}
