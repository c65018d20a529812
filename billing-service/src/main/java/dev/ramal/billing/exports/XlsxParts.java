package dev.ramal.billing.exports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a workbook consists of beside its cells (ECMA-376, part 1). */
final class XlsxParts {
  /** Styles of cells, by their place in {@link #STYLES}. */
  static final int HEADING = 1;

  static final int TEXT = 2;
  static final int INTEGER = 3;
  static final int AMOUNT = 4;
  static final int TIME = 5;
  static final int DAY = 6;
  static final int MONTH = 7;

  static final String SHEET_END = "</sheetData></worksheet>";

  static final String STYLES =
      """
      <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
      <numFmts count="4"><numFmt numFmtId="164" formatCode="#,##0.00####"/>\
      <numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm:ss"/>\
      <numFmt numFmtId="166" formatCode="dd/mm/yyyy"/>\
      <numFmt numFmtId="167" formatCode="mm/yyyy"/></numFmts>\
      <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
      <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
      <fills count="2"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill></fills>\
      <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
      <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
      applyFont="1"/>\
      <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      <xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      <xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      <xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      </cellXfs>\
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
      </styleSheet>\
      """;

  static final String PACKAGE =
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/\
      relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>\
      """;

  private static final int MOST_CHARACTERS = 32_767;

  private XlsxParts() {}

  /** The headings stay in sight; every column is wide enough for a phone number. */
  static String sheetBegin(int columns) {
    return """
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
    <sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" \
    activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
    <cols><col min="1" max="%d" width="20" customWidth="1"/></cols><sheetData>\
    """
        .formatted(columns);
  }

  static String workbook(List<String> names) {
    return """
    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
    """
        + each(
            names.size(),
            n ->
                "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>"
                    .formatted(names.get(n - 1), n, n))
        + "</sheets></workbook>";
  }

  static String relations(int sheets) {
    String type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + each(
            sheets,
            n ->
                "<Relationship Id=\"rId%d\" Type=\"%sworksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                    .formatted(n, type, n))
        + "<Relationship Id=\"rId%d\" Type=\"%sstyles\" Target=\"styles.xml\"/></Relationships>"
            .formatted(sheets + 1, type);
  }

  static String contentTypes(int sheets) {
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\""
        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"%ssheet.main+xml\"/>"
            .formatted(type)
        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"%sstyles+xml\"/>".formatted(type)
        + each(
            sheets,
            n ->
                "<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"%sworksheet+xml\"/>"
                    .formatted(n, type))
        + "</Types>";
  }

  /** The letters of a column, counted from 0: A … Z, AA … */
  static String letters(int column) {
    char last = (char) ('A' + column % 26);
    return column < 26 ? String.valueOf(last) : letters(column / 26 - 1) + last;
  }

  /** What XML has no place for is left out. */
  static void escape(String text, StringBuilder to) {
    text.codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '\r' -> to.append("&#13;");
                default -> {
                  if (isXml(c)) {
                    to.appendCodePoint(c);
                  }
                }
              }
            });
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c <= 0xD7FF
        || c == '\t'
        || c == '\n'
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }

  private static String each(int sheets, java.util.function.IntFunction<String> text) {
    return IntStream.rangeClosed(1, sheets).mapToObj(text).collect(Collectors.joining());
  }
}
