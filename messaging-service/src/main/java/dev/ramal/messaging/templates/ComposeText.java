package dev.ramal.messaging.templates;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the text of a message of a template. */
@ApplicationScoped
public class ComposeText {
  private final TemplateRepository templates;

  ComposeText(TemplateRepository templates) {
    this.templates = templates;
  }

  /** The templates that are named, each asked for once. */
  public Uni<FoundTemplates> find(Sql sql, AccessScope scope, Collection<TemplateRef> wanted) {
    List<TemplateName> names = wanted.stream().map(TemplateRef::key).distinct().toList();
    if (names.isEmpty()) {
      return Uni.createFrom().item(new FoundTemplates(Map.of()));
    }
    return Uni.join()
        .all(names.stream().map(name -> find(sql, scope, name)).toList())
        .andCollectFailures()
        .map(
            found -> {
              Map<TemplateName, Template> all = new HashMap<>();
              for (int i = 0; i < names.size(); i++) {
                all.put(names.get(i), found.get(i));
              }
              return new FoundTemplates(all);
            });
  }

  private Uni<Template> find(Sql sql, AccessScope scope, TemplateName name) {
    return name.id() == null
        ? templates.named(sql, scope.tenant(), name.name())
        : templates.find(sql, scope.tenant(), name.id());
  }

  /** Names what is wrong with the reference itself. */
  public static Problem check(Problem problem, TemplateRef wanted) {
    return (wanted.id() == null) == (wanted.name() == null)
        ? problem.field("template", "must have an id or a name")
        : problem;
  }
}
