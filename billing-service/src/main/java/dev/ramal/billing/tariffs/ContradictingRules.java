package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.Rule;
import dev.ramal.kit.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rules that state what a published version of the same beginning states. Of versions that begin
 * one after the other the later prevails; of these two nothing but the moment of publication would
 * decide, so the later publication has to say that it corrects the other. Pure.
 */
final class ContradictingRules {
  private ContradictingRules() {}

  /**
   * @param published the organization's own in force that begin at the same instant, the one that
   *     was published last first
   * @throws ProblemException 409 naming the version and the rules, where the document does not
   *     correct the newest version that it contradicts; 422 where it corrects one and contradicts
   *     none
   */
  static void refuse(TariffDocument document, List<TariffDocument> published) {
    if (Boolean.FALSE.equals(document.inForce())) {
      return;
    }
    List<Rule> rules = rules(document);
    for (TariffDocument other : published) {
      Map<String, String> same = same(rules, other);
      if (!same.isEmpty()) {
        if (!other.version().equals(document.corrects())) {
          throw TariffProblems.tariffOverlaps(other.version(), document.corrects(), same);
        }
        return;
      }
    }
    if (document.corrects() != null) {
      throw TariffProblems.badTariff(
          "corrects",
          document.corrects() + " is no version that begins then and states any of these rules");
    }
  }

  /** Fields of rules that the other version has as well, each with the name that it has there. */
  private static Map<String, String> same(List<Rule> rules, TariffDocument other) {
    Map<Rule.Question, Rule> stated =
        rules(other).stream().collect(Collectors.toMap(Rule::question, Function.identity()));
    Map<String, String> same = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = stated.get(rules.get(i).question());
      if (rule != null) {
        same.put("rules[" + i + "]", rule.id());
      }
    }
    return same;
  }

  private static List<Rule> rules(TariffDocument document) {
    return document.toTariff(UUID.randomUUID()).rules();
  }
}
