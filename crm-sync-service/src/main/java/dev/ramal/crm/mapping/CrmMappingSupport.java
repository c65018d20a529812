package dev.ramal.crm.mapping;

import dev.ramal.crm.connections.ConnectedCrm.Found;
import dev.ramal.crm.port.CrmAbility;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the organization's CRM can have done with a deal, and which rules it cannot carry out.
 *
 * @param crm its name; null where none ever was connected
 * @param can of which a mapping may hold rules: tasks, stages, fields; all of them while no CRM is
 *     connected
 * @param notCarriedOut rules of the mapping as it is now that this CRM cannot carry out, each by
 *     its field; empty where it can do all
 */
@Schema(name = "CrmMappingSupport")
public record CrmMappingSupport(
    @Schema(nullable = true) String crm, List<CrmAbility> can, List<String> notCarriedOut) {

  /** Nothing is known of a CRM that was never connected: then nothing is said against a rule. */
  static CrmMappingSupport of(Optional<Found> crm, CrmMapping mapping) {
    Set<CrmAbility> can = crm.map(Found::can).orElse(EnumSet.allOf(CrmAbility.class));
    return new CrmMappingSupport(
        crm.map(Found::name).orElse(null), can.stream().sorted().toList(), missing(mapping, can));
  }

  private static List<String> missing(CrmMapping mapping, Set<CrmAbility> can) {
    List<String> fields = new ArrayList<>();
    if (!can.contains(CrmAbility.TASKS)) {
      add(fields, "tasks", mapping.tasks().size());
      if (mapping.followUps() != null) {
        fields.add("followUps");
      }
    }
    if (!can.contains(CrmAbility.STAGES)) {
      add(fields, "stages", mapping.stages().size());
    }
    if (!can.contains(CrmAbility.FIELDS)) {
      add(fields, "fields", mapping.fields().size());
    }
    return fields;
  }

  private static void add(List<String> fields, String of, int rules) {
    for (int i = 0; i < rules; i++) {
      fields.add(of + "[" + i + "]");
    }
  }
}
