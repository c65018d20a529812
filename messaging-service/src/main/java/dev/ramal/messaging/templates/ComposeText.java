package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the text of a message of a template. */
@ApplicationScoped
public class ComposeText {
  private static final String VARIABLES = "template.variables.";

  private final TemplateRepository templates;

  ComposeText(TemplateRepository templates) {
    this.templates = templates;
  }

  /**
   * @param contact as messages go by it
   * @return null without a template; fails with the problem that names the field
   */
  public Uni<ComposedText> compose(
      Sql sql, AccessScope scope, TemplateRef wanted, Channel channel, String contact) {
    if (wanted == null) {
      return Uni.createFrom().nullItem();
    }
    Uni<Template> found =
        wanted.id() == null
            ? templates.named(sql, scope.tenant(), wanted.name())
            : templates.find(sql, scope.tenant(), wanted.id());
    return found.map(
        template -> {
          if (template == null || template.archivedAt() != null || !template.mayBeReadBy(scope)) {
            throw TemplateProblems.unknownTemplate()
                .field(wanted.field(), "is no template that you may send")
                .exception();
          }
          if (template.channel() != channel) {
            throw TemplateProblems.otherChannel(template.channel().wire()).exception();
          }
          return ComposedText.of(
              template, template.variantFor(contact), wanted.values(), VARIABLES);
        });
  }

  /** Names what is wrong with the reference itself. */
  public static Problem check(Problem problem, TemplateRef wanted) {
    return (wanted.id() == null) == (wanted.name() == null)
        ? problem.field("template", "must have an id or a name")
        : problem;
  }
}
