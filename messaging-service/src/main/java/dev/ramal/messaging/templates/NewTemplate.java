package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template as somebody wants it. */
@Schema(
    examples =
"""
{"name": "primeiro_contato", "category": "greeting", "channel": "whatsapp", "body": "Oi {{lead_name}}, aqui é da Aurora. Podemos falar sobre a sua proposta?", "examples": {"lead_name": "Maria"}}
""")
record NewTemplate(
    @Schema(required = true, description = "Small letters, digits and _, at most 100") String name,
    @Schema(required = true) TemplateCategory category,
    @Schema(required = true) Channel channel,
    @Schema(description = "As WhatsApp writes it; pt_BR when absent", examples = "pt_BR")
        String language,
    @Schema(description = "With {{1}} or {{lead_name}}; absent where there are variants")
        String body,
    @Schema(description = "Texts to compare, instead of the body", maxItems = 5)
        List<TemplateVariant> variants,
    @Schema(description = "By variable; WhatsApp wants one for each") Map<String, String> examples,
    @Schema(description = "organization when absent") Sharing sharing) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
  private static final String PORTUGUESE = "pt_BR";

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  Template template(AccessScope scope, Instant now) {
    Problem problem = TemplateProblems.badTemplate();
    if (name == null || !NAME.matcher(name).matches()) {
      problem = problem.field("name", "must be small letters, digits and _, at most 100");
    }
    if (category == null) {
      problem = problem.field("category", "is missing");
    }
    if (channel == null) {
      problem = problem.field("channel", "is missing");
    }
    if (language != null && !LANGUAGE.matcher(language).matches()) {
      problem = problem.field("language", "must be one as WhatsApp writes it, as in pt_BR");
    }
    if (body != null && variants != null) {
      problem = problem.field("variants", "stand instead of the body, not beside it");
    }
    TemplateWords words = TemplateWords.of(channel, body, variants, examples);
    boolean said = body != null || variants != null;
    if (said && channel != null || problem.errors().isEmpty()) {
      problem = words.check(problem, variants == null);
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new Template(
        scope.tenant(),
        UuidV7.next().toString(),
        name,
        category,
        channel,
        language == null ? PORTUGUESE : language,
        sharing == null ? Sharing.ORGANIZATION : sharing,
        scope.userId(),
        scope.name(),
        new TemplateVersion(1, words.variants(), words.examples(), scope.userId(), now),
        List.of(),
        null,
        now,
        now);
  }
}
