package dev.ramal.crm.port;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A deal as it stands in the CRM, as far as we change deals.
 *
 * @param stageId of its pipeline; null when the CRM does not say
 * @param closed whether it is won or lost
 * @param fields custom fields by name, each as the CRM has it: texts, numbers, booleans, lists,
 *     objects or null
 * @param ownerId of the user whose deal it is; null when the CRM does not say
 */
public record CrmDealState(
    String stageId, boolean closed, Map<String, Object> fields, String ownerId) {
  public CrmDealState {
    fields = fields == null ? Map.of() : fields;
  }

  public CrmDealState(String stageId, boolean closed, Map<String, Object> fields) {
    this(stageId, closed, fields, null);
  }

  /** A field as text; null when nothing stands there. */
  public String field(String name) {
    Object value = fields.get(name);
    String text = value == null ? "" : value.toString();
    return text.isBlank() ? null : text;
  }

  /** All of the fields, with other values for some. */
  public Map<String, Object> fieldsWith(Map<String, String> changed) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.putAll(changed);
    return all;
  }
}
