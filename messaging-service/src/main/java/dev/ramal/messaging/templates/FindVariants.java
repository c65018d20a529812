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

  /** So many times more messages are looked at than samples need: contacts are written to twice. */
  private static final int MORE = 10;

  /**
   * The current variants of a template.
   *
   * @param sample contacts of each by which they are judged
   * @param most messages of the version that are looked at for it, the first ones
   */
  public record Variants(String templateId, int version, List<String> keys, int sample, int most) {
    private static Variants of(Template template, int sample) {
      List<TemplateVariant> all = template.current().variants();
      int weights = all.stream().mapToInt(TemplateVariant::weight).sum();
      int least = all.stream().mapToInt(TemplateVariant::weight).min().orElseThrow();
      return new Variants(
          template.id(),
          template.current().version(),
          all.stream().map(TemplateVariant::key).toList(),
          sample,
          (int) Math.min(Integer.MAX_VALUE, (long) MORE * sample * weights / least));
    }
  }

  /** Fails with the problem where there is none that the person may see. */
  public Uni<Variants> of(Sql sql, AccessScope scope, String id) {
    return templates
        .find(sql, scope.tenant(), id)
        .map(found -> TemplatesResource.seen(scope, found))
        .map(template -> Variants.of(template, config.sample()));
  }
}
