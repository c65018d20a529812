package dev.ramal.crm.sync;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.port.CrmId;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which failures are to be tried again.
 *
 * @param ids of failures; null or empty for all of the kind
 * @param kind null for every kind
 * @param dealId the deal to write on, allowed only with a single id; null to search again. Of the
 *     kind former-crm it says that the note is to be written here, whatever stands in the CRM
 *     before
 * @param dryRun true (the default) counts and changes nothing
 */
@Schema(
    examples =
"""
{"kind": "no-contact", "dryRun": true}
""")
public record RedriveRequest(
    @Size(max = 200) List<String> ids,
    @Pattern(regexp = FailureKind.PATTERN) String kind,
    @Pattern(regexp = CrmId.FORM) String dealId,
    Boolean dryRun) {
  public RedriveRequest {
    ids = ids == null ? List.of() : List.copyOf(ids);
    dryRun = dryRun == null || dryRun;
  }

  boolean choosesADealForMany() {
    return dealId != null && ids.size() != 1;
  }
}
