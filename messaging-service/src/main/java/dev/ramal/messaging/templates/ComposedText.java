package dev.ramal.messaging.templates;

import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.message.TemplateUse;
import dev.ramal.messaging.message.TemplateUse.ApprovedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The text that one contact gets of a template.
 *
 * @param variant of the current version
 * @param values of every variable, each letter and its accent as one character
 */
public record ComposedText(Template template, TemplateVariant variant, Map<String, String> values) {
  /** As of any message. */
  private static final int LONGEST = 1600;

  /**
   * @param prefix of the fields in the problem
   * @throws dev.ramal.kit.problem.ProblemException naming each variable that is missing, that the
   *     text does not have, or whose value may not stand there
   */
  static ComposedText of(
      Template template, TemplateVariant variant, Map<String, String> given, String prefix) {
    Problem problem = TemplateProblems.badVariables();
    if (given.size() > TemplateWords.MOST_VALUES) {
      throw problem
          .field(
              prefix.substring(0, prefix.length() - 1), "are at most " + TemplateWords.MOST_VALUES)
          .exception();
    }
    Set<String> names = new TreeSet<>(variant.text().variables());
    Map<String, String> values = new TreeMap<>();
    for (String name : names) {
      String value = TemplateWords.composed(given.get(name));
      if (!given.containsKey(name)) {
        problem = problem.field(prefix + name, "is missing");
      } else {
        problem = TemplateWords.checkValue(problem, prefix + name, template.channel(), value);
      }
      values.put(name, value == null ? "" : value);
    }
    for (String name : new TreeSet<>(given.keySet())) {
      if (!names.contains(name)) {
        problem =
            problem.field(
                prefix + name, "is no variable of the template", names.toArray(String[]::new));
      }
    }
    ComposedText composed = new ComposedText(template, variant, values);
    if (problem.errors().isEmpty() && composed.text().length() > LONGEST) {
      problem =
          problem.field(
              prefix.substring(0, prefix.length() - 1),
              "make a text of %d characters; at most %d"
                  .formatted(composed.text().length(), LONGEST));
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return composed;
  }

  /** What the contact reads. */
  public String text() {
    return variant.text().render(values);
  }

  /** Accounts with which the text is approved. */
  public List<String> approvedWith() {
    return template.approvalsOf(variant).stream()
        .filter(TemplateApproval::isApproved)
        .map(TemplateApproval::connectionId)
        .toList();
  }

  /**
   * What a message keeps of it.
   *
   * @param connection through which it goes
   * @param asApproved whether it goes as the carrier's own copy, where that account has one
   */
  public TemplateUse use(String connection, boolean asApproved) {
    Optional<ApprovedText> approved =
        template.approvalsOf(variant).stream()
            .filter(one -> asApproved && one.isApproved())
            .filter(one -> one.connectionId().equals(connection))
            .findFirst()
            .map(
                one ->
                    new ApprovedText(
                        one.contentId(),
                        variant.text().byPosition(values),
                        one.category().priced()));
    return new TemplateUse(
        template.id(), template.current().version(), variant.key(), approved.orElse(null));
  }

  /** It may not go: tells how far the text is with each carrier. */
  public Problem notApproved() {
    List<TemplateApproval> all = template.approvalsOf(variant);
    String state =
        all.isEmpty()
            ? "nobody has asked for approval: POST /api/templates/" + template.id() + "/approvals"
            : all.stream()
                .map(
                    one ->
                        one.connectionId()
                            + " "
                            + one.state().wire()
                            + (one.reason() == null ? "" : " (" + one.reason() + ")"))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    return TemplateProblems.notApproved()
        .detail(
            "WhatsApp takes it outside of the 24 hours only once it is approved. Variant "
                + variant.key()
                + ": "
                + state
                + ".")
        .field("template", "is not approved for this account");
  }
}
