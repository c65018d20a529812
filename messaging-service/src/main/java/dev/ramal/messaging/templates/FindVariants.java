package dev.ramal.messaging.templates;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is compared in a template. */
@ApplicationScoped
public class FindVariants {
  private final TemplateRepository templates;
  private final TemplatesConfig config;

  FindVariants(TemplateRepository templates, TemplatesConfig config) {
    this.templates = templates;
    this.config = config;
  }

  /**
   * The current variants of a template.
   *
   * @param sample contacts of each by which they are judged
   */
  public record Variants(String templateId, int version, List<String> keys, int sample) {}

  /** Fails with the problem where there is none that the person may see. */
  public Uni<Variants> of(Sql sql, AccessScope scope, String id) {
    return templates
        .find(sql, scope.tenant(), id)
        .map(found -> TemplatesResource.seen(scope, found))
        .map(
            template ->
                new Variants(
                    template.id(),
                    template.current().version(),
                    template.current().variants().stream().map(TemplateVariant::key).toList(),
                    config.sample()));
  }
}
