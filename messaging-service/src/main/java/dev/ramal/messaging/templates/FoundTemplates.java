package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import java.util.HashMap;
import java.util.Map;

/** Templates that some messages are to be made of. */
public final class FoundTemplates {
  private static final String VARIABLES = "template.variables.";

  private final Map<TemplateName, Template> found;

  /**
   * @param found null for a name that nobody has
   */
  FoundTemplates(Map<TemplateName, Template> found) {
    this.found = new HashMap<>(found);
  }

  /**
   * @param wanted null for free text
   * @param contact as messages go by it
   * @return null without a template
   * @throws dev.ramal.kit.problem.ProblemException that names the field
   */
  public ComposedText compose(
      AccessScope scope, TemplateRef wanted, Channel channel, String contact) {
    if (wanted == null) {
      return null;
    }
    Template template = found.get(wanted.key());
    if (template == null || template.archivedAt() != null || !template.mayBeReadBy(scope)) {
      throw TemplateProblems.unknownTemplate()
          .field(wanted.field(), "is no template that you may send")
          .exception();
    }
    if (template.channel() != channel) {
      throw TemplateProblems.otherChannel(template.channel().wire()).exception();
    }
    return ComposedText.of(template, template.variantFor(contact), wanted.values(), VARIABLES);
  }
}
