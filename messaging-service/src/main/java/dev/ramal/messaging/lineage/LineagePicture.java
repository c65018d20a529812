package dev.ramal.messaging.lineage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A way as one picture (SVG 1.1): a column for each service, a row for each hop from top to bottom,
 * a line from each cause to its effects; what failed is red. Nothing in it is carried out: no
 * script, no link, no style sheet.
 */
final class LineagePicture {
  private static final int MARGIN = 16;
  private static final int HEAD = 64;
  private static final int TIMES = 96;
  private static final int COLUMN = 250;
  private static final int ROW = 46;
  private static final int BOX = 36;
  private static final int BOX_WIDTH = 226;
  private static final int LONGEST = 36;

  private static final String GREY = "#5b6470";
  private static final String RED = "#b3261e";
  private static final String BLUE = "#1f4e79";

  /** As the way leads through the suite; services that are not named stand behind. */
  private static final List<String> USUAL =
      List.of(
          "webhook-gateway",
          "call-service",
          "messaging-service",
          "crm-sync-service",
          "billing-service");

  private final Lineage lineage;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final StringBuilder svg = new StringBuilder();

  private LineagePicture(Lineage lineage) {
    this.lineage = lineage;
    List<String> services = lineage.hops().stream().map(LineagePicture::lane).distinct().toList();
    Stream.concat(USUAL.stream().filter(services::contains), services.stream())
        .forEach(service -> columns.putIfAbsent(service, columns.size()));
  }

  static String of(Lineage lineage) {
    return new LineagePicture(lineage).draw();
  }

  /** Who could not apply a record has put it there, whoever had published it. */
  private static String lane(LineageHop hop) {
    return hop.failure() == null || hop.failure().reader() == null
        ? hop.service()
        : hop.failure().reader();
  }

  private String draw() {
    int width = 2 * MARGIN + TIMES + columns.size() * COLUMN;
    int height = HEAD + lineage.hops().size() * ROW + MARGIN;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        role="img" font-family="sans-serif" font-size="12">
        """
            .formatted(width, height));
    svg.append("<title>").append(escaped(lineage.title())).append("</title>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    text(MARGIN, 22, 14, "#000000", lineage.title());
    columns.forEach(
        (service, column) -> {
          text(x(column), 50, 12, GREY, service);
          line(x(column) + 8, HEAD - 6, x(column) + 8, height - MARGIN, "#e3e6ea");
        });
    lineage.hops().forEach(this::edge);
    lineage.hops().forEach(this::box);
    return svg.append("</svg>\n").toString();
  }

  private void edge(LineageHop hop) {
    if (hop.cause() == null) {
      return;
    }
    LineageHop cause = lineage.hops().get(hop.cause() - 1);
    int fromX = x(columns.get(lane(cause))) + 8;
    int fromY = y(cause) + BOX;
    int toX = x(columns.get(lane(hop))) + 8;
    int toY = y(hop) + BOX / 2;
    svg.append(
        "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\"/>\n"
            .formatted(fromX, fromY, toY, toX < fromX ? toX + BOX_WIDTH : toX, color(hop, GREY)));
  }

  private void box(LineageHop hop) {
    int x = x(columns.get(lane(hop)));
    int y = y(hop);
    long since = Duration.between(lineage.firstAt(), hop.publishedAt()).toMillis();
    text(MARGIN, y + 15, 11, GREY, "+" + Millis.text(since));
    svg.append("<g><title>").append(escaped(tip(hop))).append("</title>\n");
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(
                x,
                y,
                BOX_WIDTH,
                BOX,
                hop.failure() == null ? "#f4f7fb" : "#fdecea",
                color(hop, BLUE)));
    text(x + 6, y + 15, 12, color(hop, BLUE), hop.number() + "  " + hop.event());
    text(x + 6, y + 29, 10, GREY, below(hop));
    svg.append("</g>\n");
  }

  private static String below(LineageHop hop) {
    if (hop.failure() != null) {
      return LineageText.failure(hop.failure());
    }
    return hop.decision() == null ? hop.place() : hop.decision();
  }

  /** All of a hop, for whoever points at its box. */
  private static String tip(LineageHop hop) {
    List<String> lines = new ArrayList<>();
    lines.add(hop.event() + " " + hop.subjectKind().wire() + " " + hop.subjectId());
    lines.add(hop.place() + " at " + hop.publishedAt());
    if (hop.sinceCauseMillis() != null) {
      lines.add(Millis.text(hop.sinceCauseMillis()) + " after " + hop.cause());
    }
    if (hop.decision() != null) {
      lines.add(hop.decision());
    }
    if (hop.failure() != null) {
      lines.add(LineageText.failure(hop.failure()));
    }
    return String.join("\n", lines);
  }

  private static String color(LineageHop hop, String usual) {
    return hop.failure() == null ? usual : RED;
  }

  private static int x(int column) {
    return MARGIN + TIMES + column * COLUMN;
  }

  private static int y(LineageHop hop) {
    return HEAD + (hop.number() - 1) * ROW;
  }

  private void line(int fromX, int fromY, int toX, int toY, String color) {
    svg.append(
        "<path d=\"M%d %d L%d %d\" stroke=\"%s\"/>\n".formatted(fromX, fromY, toX, toY, color));
  }

  private void text(int x, int y, int size, String color, String text) {
    int longest = size == 14 ? Integer.MAX_VALUE : LONGEST;
    String shown = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    svg.append("<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\">".formatted(x, y, size, color))
        .append(escaped(shown))
        .append("</text>\n");
  }

  /** What others wrote is text, and no mark-up; what XML cannot hold is left out. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(LineagePicture::isOfXml)
        .forEach(
            point -> {
              switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }

  /** XML 1.0, 2.2. */
  private static boolean isOfXml(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
