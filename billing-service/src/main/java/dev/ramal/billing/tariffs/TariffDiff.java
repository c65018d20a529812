package dev.ramal.billing.tariffs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one document says otherwise than another. In which order rules stand is no difference: it
 * decides nothing.
 *
 * @param fields other than the rules
 * @param rules those that are new, gone or other, by their ids, the removed ones last
 */
@Schema(name = "TariffDifference")
public record TariffDiff(List<FieldDiff> fields, List<RuleDiff> rules) {
  public static final TariffDiff NONE = new TariffDiff(List.of(), List.of());

  /**
   * @param before null for nothing
   * @param after null for nothing
   */
  @Schema(name = "TariffFieldDifference")
  public record FieldDiff(
      String field,
      @Schema(nullable = true) String before,
      @Schema(nullable = true) String after) {}

  /**
   * @param before the rule as a line of CSV; null for a new one
   * @param after null for one that is gone
   * @param columns those that differ; all that say something where one of both is missing
   */
  @Schema(name = "TariffRuleDifference")
  public record RuleDiff(
      String id,
      @Schema(nullable = true) String before,
      @Schema(nullable = true) String after,
      List<String> columns) {}

  /**
   * @param before null where there was nothing
   */
  public static TariffDiff between(TariffDocument before, TariffDocument after) {
    List<FieldDiff> fields = new ArrayList<>();
    Map<String, String> was = before == null ? Map.of() : fields(before);
    fields(after)
        .forEach(
            (field, now) -> {
              if (!Objects.equals(was.get(field), now)) {
                fields.add(new FieldDiff(field, was.get(field), now));
              }
            });
    return new TariffDiff(
        fields, rules(before == null ? List.of() : before.rules(), after.rules()));
  }

  private static Map<String, String> fields(TariffDocument document) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("version", document.version());
    fields.put("validFrom", text(document.validFrom()));
    fields.put("validTo", text(document.validTo()));
    fields.put("source", document.source());
    fields.put("inForce", text(!Boolean.FALSE.equals(document.inForce())));
    fields.put("volumeTiers", tiers(document.volumeTiers()));
    fields.put("corrects", document.corrects());
    return fields;
  }

  private static String tiers(List<VolumeTier> tiers) {
    return tiers == null
        ? null
        : String.join(
            ", ",
            tiers.stream().map(tier -> tier.fromMinutes() + ": " + tier.percent() + " %").toList());
  }

  private static List<RuleDiff> rules(List<RuleDocument> before, List<RuleDocument> after) {
    Map<String, RuleDocument> left = new LinkedHashMap<>();
    before.forEach(rule -> left.put(rule.id(), rule));
    List<RuleDiff> found = new ArrayList<>();
    for (RuleDocument rule : after) {
      RuleDocument was = left.remove(rule.id());
      List<String> columns = columns(was, rule);
      if (!columns.isEmpty()) {
        found.add(new RuleDiff(rule.id(), line(was), line(rule), columns));
      }
    }
    left.values()
        .forEach(gone -> found.add(new RuleDiff(gone.id(), line(gone), null, columns(gone, null))));
    return found;
  }

  private static List<String> columns(RuleDocument before, RuleDocument after) {
    return Arrays.stream(RuleColumn.values())
        .filter(column -> !Objects.equals(value(column, before), value(column, after)))
        .map(RuleColumn::wire)
        .toList();
  }

  private static String value(RuleColumn column, RuleDocument rule) {
    return rule == null ? null : column.of(rule);
  }

  private static String line(RuleDocument rule) {
    return rule == null ? null : TariffCsv.line(rule);
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
