package dev.ramal.billing.invoicing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Pages of A4 to write on from top to bottom. The font lies in the file, so that it looks the same
 * everywhere; date and id are given, so that the same content is the same bytes. Places are in
 * points, from the left. Not thread-safe, and not for an event loop.
 */
final class PdfSheet implements Closeable {
  static final int LEFT = 50;
  static final int RIGHT = 545;

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final int TOP = 790;
  private static final int BOTTOM = 60;
  private static final int FOOT = 36;
  private static final int SMALL = 8;
  private static final String UNKNOWN = "?";

  private final PDDocument document = new PDDocument();
  private final List<PDPage> pages = new ArrayList<>();
  private final PDFont font;
  private PDPageContentStream out;
  private int height;

  PdfSheet() throws IOException {
    try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
      font = PDType0Font.load(document, in, true);
    }
    turn();
  }

  /** Begins another page unless so many points are left on this one. */
  void require(int points) throws IOException {
    if (height - points < BOTTOM) {
      turn();
    }
  }

  void down(int points) {
    height -= points;
  }

  void left(int from, int size, String text) throws IOException {
    String shown = shown(text);
    out.beginText();
    out.setFont(font, size);
    out.newLineAtOffset(from, height);
    out.showText(shown);
    out.endText();
  }

  void right(int to, int size, String text) throws IOException {
    left(to - width(size, text), size, text);
  }

  void rule() throws IOException {
    out.moveTo(LEFT, height);
    out.lineTo(RIGHT, height);
    out.stroke();
  }

  /** The text in lines that are not wider; a word that is stays whole. */
  List<String> wrap(int width, int size, String text) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(size, longer) > width) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  /** The file; nothing can be written behind it. */
  byte[] bytes(UUID id, String title, Instant at) throws IOException {
    out.close();
    for (int i = 0; i < pages.size(); i++) {
      out = new PDPageContentStream(document, pages.get(i), AppendMode.APPEND, false, true);
      height = FOOT;
      left(LEFT, SMALL, title);
      right(RIGHT, SMALL, "Página %d de %d".formatted(i + 1, pages.size()));
      out.close();
    }
    GregorianCalendar written = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
    written.setTimeInMillis(at.toEpochMilli());
    PDDocumentInformation about = document.getDocumentInformation();
    about.setTitle(title);
    about.setCreator("Ramal");
    about.setCreationDate(written);
    document.setDocumentId(id.getMostSignificantBits() ^ id.getLeastSignificantBits());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    document.save(file, CompressParameters.NO_COMPRESSION);
    return file.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private void turn() throws IOException {
    if (out != null) {
      out.close();
    }
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    pages.add(page);
    out = new PDPageContentStream(document, page, AppendMode.OVERWRITE, false);
    height = TOP;
  }

  private int width(int size, String text) throws IOException {
    return Math.round(font.getStringWidth(shown(text)) * size / 1000);
  }

  /** What the font has no sign for cannot be shown. */
  private String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().mapToObj(Character::toString).map(this::sign).forEach(shown::append);
    return shown.toString();
  }

  private String sign(String character) {
    try {
      return font.encode(character).length == 0 ? UNKNOWN : character;
    } catch (IOException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
