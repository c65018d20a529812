package dev.ramal.messaging.templates;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with variables, written {@code {{1}}} as carriers have them, or named for people: {@code
 * {{lead_name}}}. What stands in a value is never read as a variable.
 */
record TemplateText(String body) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{\\s*([a-z][a-z0-9_]{0,49}|[1-9][0-9]?)\\s*\\}\\}");

  /** Whether every pair of braces is a variable. */
  boolean isWellFormed() {
    String rest = VARIABLE.matcher(body).replaceAll("");
    return !rest.contains("{{") && !rest.contains("}}");
  }

  /** Each once, in the order in which they appear first. */
  List<String> variables() {
    return VARIABLE.matcher(body).results().map(found -> found.group(1)).distinct().toList();
  }

  /** Variables taken away: what WhatsApp's rules on texts around them are checked on. */
  String marked() {
    return VARIABLE.matcher(body).replaceAll("\u0000");
  }

  /**
   * @param values of every variable
   */
  String render(Map<String, String> values) {
    return replace(values::get);
  }

  /** As carriers take it: the first variable is {@code {{1}}}. */
  String numbered() {
    List<String> names = variables();
    return replace(name -> "{{" + (names.indexOf(name) + 1) + "}}");
  }

  /** Values by the numbers of {@link #numbered}. */
  Map<String, String> byPosition(Map<String, String> values) {
    Map<String, String> numbered = new LinkedHashMap<>();
    List<String> names = variables();
    for (int i = 0; i < names.size(); i++) {
      numbered.put("" + (i + 1), values.get(names.get(i)));
    }
    return numbered;
  }

  /** By which a text is the same one in whatever version. */
  String key() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String replace(Function<String, String> by) {
    Function<MatchResult, String> quoted =
        found -> Matcher.quoteReplacement(by.apply(found.group(1)));
    return VARIABLE.matcher(body).replaceAll(quoted);
  }
}
