package dev.ramal.crm.port;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person in the CRM.
 *
 * @param name null when the CRM has none
 * @param asRead all that the CRM said of it just now; null for one that is remembered; not told to
 *     others
 */
public record CrmContact(
    String id,
    @Schema(nullable = true) String name,
    @JsonIgnore @Schema(hidden = true) CrmContactRecord asRead) {
  public CrmContact(String id, String name) {
    this(id, name, null);
  }

  /** The same person, whatever else was read of it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CrmContact contact
        && Objects.equals(id, contact.id)
        && Objects.equals(name, contact.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, name);
  }
}
