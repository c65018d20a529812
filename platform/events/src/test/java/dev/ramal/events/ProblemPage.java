package dev.ramal.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page to which the type of every problem leads. */
final class ProblemPage {
  /** By the word before the dash of a code, in the order of the page. */
  private static final Map<String, String> CHAPTERS = new LinkedHashMap<>();

  static {
    CHAPTERS.put("RAMAL", "Answered by every service");
    CHAPTERS.put("CALLS", "Calls, recordings, agents, carriers");
    CHAPTERS.put("MESSAGES", "Messages and conversations");
    CHAPTERS.put("CRM", "CRM");
    CHAPTERS.put("BILLING", "Usage, plans, tariffs, exports");
    CHAPTERS.put("OPS", "Dead letters and their repair");
    CHAPTERS.put("GATEWAY", "Webhooks of carriers");
    CHAPTERS.put("ENTRY", "The entry of a sandbox");
  }

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Problems</title>
      <link rel="stylesheet" href="/docs/pages.css">
      </head>
      <body>
      <h1>Problems</h1>
      <p>Whatever is refused is answered with a problem document (RFC 9457,
      <code>application/problem+json</code>): <code>type</code> leads to this page, <code>code</code>
      is stable and never reused, <code>detail</code> says what to do this time, <code>errors</code>
      names each bad field. Programs compare <code>code</code>; texts may change.</p>
      """;

  private ProblemPage() {}

  /**
   * @throws IllegalArgumentException for a code whose chapter is not known
   */
  static String written(Collection<ProblemTables.Row> rows) {
    rows.stream()
        .map(ProblemTables.Row::code)
        .filter(code -> !CHAPTERS.containsKey(code.replaceFirst("-.*", "")))
        .findFirst()
        .ifPresent(
            code -> {
              throw new IllegalArgumentException("no chapter for " + code);
            });
    StringBuilder page = new StringBuilder(HEAD);
    CHAPTERS.forEach(
        (prefix, title) -> {
          page.append("<h2>%s</h2>\n<table>\n".formatted(title));
          page.append("<tr><th>code</th><th>status</th><th>what</th></tr>\n");
          rows.stream()
              .filter(row -> row.code().startsWith(prefix + "-"))
              .forEach(row -> page.append(line(row)));
          page.append("</table>\n");
        });
    return page.append("</body>\n</html>\n").toString();
  }

  private static String line(ProblemTables.Row row) {
    String advice = row.advice().isEmpty() ? "" : "<br>" + escaped(row.advice());
    return "<tr id=\"%1$s\"><td><a href=\"#%1$s\">%1$s</a></td><td>%2$d</td><td><b>%3$s</b>%4$s</td></tr>\n"
        .formatted(row.code(), row.status(), escaped(row.title()), advice);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
