package dev.ramal.messaging.templates;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change; an absent field keeps its value. Other words make a new version. */
@Schema(
    examples =
"""
{"variants": [{"key": "A", "weight": 1, "body": "Oi {{lead_name}}, aqui é da Aurora. Podemos falar sobre a sua proposta?"}, {"key": "B", "weight": 1, "body": "Olá {{lead_name}}! Sua proposta da Aurora está pronta."}]}
""")
record TemplateChange(
    TemplateCategory category,
    Sharing sharing,
    @Schema(description = "Instead of all variants") String body,
    @Schema(description = "Instead of the body", maxItems = 5) List<TemplateVariant> variants,
    @Schema(description = "Replaced whole") Map<String, String> examples) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  Template changed(Template before, AccessScope scope, Instant now) {
    Problem problem = TemplateProblems.badTemplate();
    if (Stream.of(category, sharing, body, variants, examples).allMatch(Objects::isNull)) {
      throw problem.detail("There is nothing to change: name a field.").exception();
    }
    if (body != null && variants != null) {
      throw problem.field("variants", "stand instead of the body, not beside it").exception();
    }
    TemplateVersion was = before.current();
    TemplateWords words =
        TemplateWords.of(
            before.channel(),
            body,
            body == null && variants == null ? was.variants() : variants,
            examples == null ? was.examples() : examples);
    problem = words.check(problem, body != null);
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    TemplateVersion wanted =
        new TemplateVersion(
            was.version() + 1, words.variants(), words.examples(), scope.userId(), now);
    return before.with(
        category == null ? before.category() : category,
        sharing == null ? before.sharing() : sharing,
        wanted.says(was) ? was : wanted,
        now);
  }
}
