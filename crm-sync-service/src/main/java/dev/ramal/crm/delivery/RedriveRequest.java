package dev.ramal.crm.delivery;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Which failures are to be tried again.
 *
 * @param ids of failures; null or empty for all of the kind
 * @param kind null for every kind
 * @param dealId the deal to write on, allowed only with a single id; null to search again
 * @param dryRun true (the default) counts and changes nothing
 */
public record RedriveRequest(
    @Size(max = 200) List<String> ids,
    @Pattern(regexp = "no-contact|no-deal|ambiguous|rejected|exhausted") String kind,
    @Size(min = 1, max = 64) String dealId,
    Boolean dryRun) {
  public RedriveRequest {
    ids = ids == null ? List.of() : List.copyOf(ids);
    dryRun = dryRun == null || dryRun;
  }

  boolean choosesADealForMany() {
    return dealId != null && ids.size() != 1;
  }

  boolean covers(String id) {
    return ids.isEmpty() || ids.contains(id);
  }
}
