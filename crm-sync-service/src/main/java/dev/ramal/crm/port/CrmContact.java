package dev.ramal.crm.port;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person in the CRM.
 *
 * @param name null when the CRM has none; {@link CrmText}
 * @param company whom the person works for, by name; null when the CRM has none, or does not say;
 *     {@link CrmText}
 * @param asRead all that the CRM said of it just now; null for one that is remembered; not told to
 *     others
 */
public record CrmContact(
    String id,
    @Schema(nullable = true) String name,
    @Schema(
            nullable = true,
            description = "Whom the person works for; null also where the CRM does not say")
        String company,
    @JsonIgnore @Schema(hidden = true) CrmContactRecord asRead) {
  public CrmContact {
    name = CrmText.shown(name);
    company = CrmText.shown(company);
  }

  public CrmContact(String id, String name, String company) {
    this(id, name, company, null);
  }

  public CrmContact(String id, String name) {
    this(id, name, null);
  }

  /** Whether the CRM says neither whom the person works for nor that it is nobody. */
  public boolean leavesCompany() {
    return company == null && asRead != null && !asRead.noCompany();
  }

  /** The same person, whatever else was read of it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CrmContact contact
        && Objects.equals(id, contact.id)
        && Objects.equals(name, contact.name)
        && Objects.equals(company, contact.company);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, name, company);
  }
}
