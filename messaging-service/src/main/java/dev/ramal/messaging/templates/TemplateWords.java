package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.message.BlankText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What somebody wrote as the words of a template, checked.
 *
 * <p>Source of WhatsApp's rules: Meta, template guidelines: at most 1,024 characters, no variable
 * at the beginning, at the end or beside another, an example for each.
 */
final class TemplateWords {
  static final int MOST_VARIANTS = 5;
  static final int MOST_VALUES = 500;

  /** As of any message. */
  private static final int LONGEST_SMS = 1600;

  private static final int LONGEST_WHATSAPP = 1024;
  private static final int LONGEST_VALUE = 500;
  private static final int HEAVIEST = 100;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{1,20}");
  private static final Pattern BESIDE = Pattern.compile("^\\s*\0|\0\\s*$|\0\\s*\0");
  private static final Pattern NO_VALUE_OF_WHATSAPP = Pattern.compile("[\\n\\r\\t]| {4}");

  private final Channel channel;
  private final List<TemplateVariant> variants;
  private final Map<String, String> examples;

  private TemplateWords(
      Channel channel, List<TemplateVariant> variants, Map<String, String> examples) {
    this.channel = channel;
    this.variants = variants;
    this.examples = examples;
  }

  /**
   * @param body null where there are variants
   * @param variants null where there is a body
   * @param examples null for none
   */
  static TemplateWords of(
      Channel channel, String body, List<TemplateVariant> variants, Map<String, String> examples) {
    List<TemplateVariant> all = new ArrayList<>();
    if (variants == null) {
      all.add(new TemplateVariant(TemplateVariant.ONLY, 1, composed(body)));
    } else {
      for (TemplateVariant one : variants) {
        all.add(
            one == null
                ? new TemplateVariant(null, 1, null)
                : new TemplateVariant(
                    one.key(), one.weight() == null ? 1 : one.weight(), composed(one.body())));
      }
    }
    Map<String, String> sorted = new TreeMap<>();
    if (examples != null) {
      examples.forEach((name, value) -> sorted.put(name, value == null ? "" : composed(value)));
    }
    return new TemplateWords(channel, all, sorted);
  }

  /** Each letter and its accent as one character, see the body of a message. */
  static String composed(String text) {
    return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  List<TemplateVariant> variants() {
    return variants;
  }

  Map<String, String> examples() {
    return examples;
  }

  /** Names each field that is wrong. */
  Problem check(Problem none, boolean single) {
    if (variants.isEmpty() || variants.size() > MOST_VARIANTS) {
      return none.field("variants", "must be 1 to " + MOST_VARIANTS);
    }
    Problem problem = none;
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < variants.size(); i++) {
      TemplateVariant variant = variants.get(i);
      String at = single ? "" : "variants[" + i + "].";
      problem = checkBody(problem, at + "body", variant.body());
      if (variant.key() == null || !KEY.matcher(variant.key()).matches()) {
        problem = problem.field(at + "key", "must be letters and digits, at most 20");
      } else if (!keys.add(variant.key())) {
        problem = problem.field(at + "key", "stands there twice");
      }
      if (variant.weight() < 1 || variant.weight() > HEAVIEST) {
        problem = problem.field(at + "weight", "must be 1 to " + HEAVIEST);
      }
    }
    return problem.errors().isEmpty() ? checkVariables(problem) : problem;
  }

  private Problem checkBody(Problem problem, String field, String body) {
    int longest = channel == Channel.WHATSAPP ? LONGEST_WHATSAPP : LONGEST_SMS;
    if (body == null || BlankText.is(body) || body.length() > longest) {
      return problem.field(field, "must have 1 to " + longest + " characters");
    }
    TemplateText text = new TemplateText(body);
    if (!text.isWellFormed()) {
      return problem.field(
          field,
          "has braces that are no variable: {{1}} to {{99}}, or {{name}} of small letters, digits"
              + " and _");
    }
    if (channel == Channel.WHATSAPP && BESIDE.matcher(text.marked()).find()) {
      return problem.field(
          field, "must not begin or end with a variable, nor have two beside each other");
    }
    return problem;
  }

  private Problem checkVariables(Problem none) {
    if (examples.size() > MOST_VALUES) {
      return none.field("examples", "are at most " + MOST_VALUES);
    }
    Problem problem = none;
    Set<String> names = Set.copyOf(variants.get(0).text().variables());
    for (int i = 1; i < variants.size(); i++) {
      if (!Set.copyOf(variants.get(i).text().variables()).equals(names)) {
        problem =
            problem.field("variants[" + i + "].body", "must have the variables of the first one");
      }
    }
    for (Map.Entry<String, String> example : examples.entrySet()) {
      String field = "examples." + example.getKey();
      if (!names.contains(example.getKey())) {
        problem = problem.field(field, "is no variable of the text", names(names));
      } else {
        problem = checkValue(problem, field, channel, example.getValue());
      }
    }
    if (channel == Channel.WHATSAPP) {
      for (String name : names(names)) {
        if (!examples.containsKey(name)) {
          problem = problem.field("examples." + name, "is missing: WhatsApp judges by examples");
        }
      }
    }
    return problem;
  }

  /** A value that may stand in a text. */
  static Problem checkValue(Problem problem, String field, Channel channel, String value) {
    if (value == null || BlankText.is(value) || value.length() > LONGEST_VALUE) {
      return problem.field(field, "must have 1 to " + LONGEST_VALUE + " characters");
    }
    return channel == Channel.WHATSAPP && NO_VALUE_OF_WHATSAPP.matcher(value).find()
        ? problem.field(field, "must have no new line, no tab and no four spaces in a row")
        : problem;
  }

  private static String[] names(Set<String> names) {
    return names.stream().sorted().toArray(String[]::new);
  }
}
