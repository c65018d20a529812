package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Templates by WhatsApp that the product itself fills in, for an organization's own people. */
@ApplicationScoped
public class OwnTemplates {
  private final TemplateRepository templates;

  OwnTemplates(TemplateRepository templates) {
    this.templates = templates;
  }

  /**
   * Why a template cannot be filled in.
   *
   * @param variables for which there are values
   * @return null when it can; whether it is approved is another matter
   */
  public Uni<String> complaint(
      Sql sql, TenantId tenant, String templateId, List<String> variables) {
    return templates.find(sql, tenant, templateId).map(found -> complaint(found, variables));
  }

  /**
   * The template with the values that it has variables for.
   *
   * @param values by variable
   * @return empty when it cannot be filled in any more
   */
  public Uni<Optional<TemplateRef>> filled(
      Sql sql, TenantId tenant, String templateId, Map<String, String> values) {
    return templates
        .find(sql, tenant, templateId)
        .map(
            found -> {
              if (complaint(found, List.copyOf(values.keySet())) != null) {
                return Optional.empty();
              }
              Map<String, String> asked = new HashMap<>(values);
              asked.keySet().retainAll(found.current().variables());
              return Optional.of(new TemplateRef(templateId, null, asked));
            });
  }

  private static String complaint(Template found, List<String> variables) {
    if (found == null || found.archivedAt() != null) {
      return "is no template of your organization";
    }
    if (found.channel() != Channel.WHATSAPP) {
      return "must be a template of channel whatsapp";
    }
    return variables.containsAll(found.current().variables())
        ? null
        : "may have these variables only: " + String.join(", ", variables);
  }
}
