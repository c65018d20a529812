package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A month as LibreOffice opens it, in Brazil and in the United States. */
@EnabledIf("libreOfficeIsHere")
class SpreadsheetTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);
  private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
  private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

  /** What the dialog proposes: its separators, quotes, UTF-8, numbers as the locale has them. */
  private static final Map<ExportFormat, String> IMPORT =
      Map.of(
          ExportFormat.CSV_PT_BR, "CSV:59/44/9,34,76,1,,0,false,true",
          ExportFormat.CSV, "CSV:44,34,76,1,,0,true,true");

  @TempDir Path folder;

  static boolean libreOfficeIsHere() {
    boolean here = soffice() != null;
    if (!here) {
      Logger.getLogger(SpreadsheetTest.class)
          .warn("NOT TESTED: how a spreadsheet opens an export; there is no soffice on the PATH");
    }
    return here;
  }

  @DisplayName("BILL-166 LibreOffice of Brazil reads numbers that add up, and text as text")
  @Test
  void shouldOpenInBrazil() throws Exception {
    // Given
    write(ExportFormat.CSV_PT_BR);
    write(ExportFormat.XLSX);

    // When
    Sheet csv = opened(ExportFormat.CSV_PT_BR, "pt-BR");
    Sheet book = opened(ExportFormat.XLSX, "pt-BR");

    // Then
    addsUp(csv);
    addsUp(book);
    assertThat(book.values(Column.PARTY))
        .contains("+5511987654321")
        .doesNotContain("5511987654321");
    assertThat(csv.values(Column.PARTY)).allMatch(text -> text.isEmpty() || text.contains("+55"));
    assertThat(book.values(Column.LOCAL_TIME)).contains("10/11/2026 12:00:00 (UTC-03:00)");
  }

  @DisplayName("BILL-166 LibreOffice of the United States reads the workbook and the plain CSV")
  @Test
  void shouldOpenInTheUnitedStates() throws Exception {
    // Given
    write(ExportFormat.CSV);
    write(ExportFormat.XLSX);

    // When
    Sheet csv = opened(ExportFormat.CSV, "en-US");
    Sheet book = opened(ExportFormat.XLSX, "en-US");

    // Then
    addsUp(csv);
    addsUp(book);
    assertThat(csv.values(Column.PARTY)).contains("+5511987654321");
    assertThat(book.values(Column.PARTY)).contains("+5511987654321");
  }

  private void addsUp(Sheet sheet) {
    Statement statement = month(ExportFormat.CSV).statement();
    assertThat(sheet.sum(Column.PRICE)).isEqualByComparingTo(statement.total().amount());
    assertThat(sheet.sum(Column.COST)).isEqualByComparingTo(statement.cost().amount());
  }

  private void write(ExportFormat format) throws IOException {
    Files.write(folder.resolve(format.wire() + extension(format)), month(format).file());
  }

  private static String extension(ExportFormat format) {
    return format == ExportFormat.XLSX ? ".xlsx" : ".csv";
  }

  private static Month month(ExportFormat format) {
    StatementCalculator calculator =
        new StatementCalculator(new Terms(NOVEMBER, SeededPlans.of("essencial"), null));
    ExportLines lines = ExportLines.of(NOVEMBER, format, format.usualHeadings()).header();
    GeneratedEntries.of(300, new Random(7)).forEach(entry -> lines.add(calculator.add(entry)));
    lines.end(calculator.statement());
    return new Month(lines.take(), calculator.statement());
  }

  /** The sheet as a file that tells the type of each cell. */
  private Sheet opened(ExportFormat format, String locale) throws Exception {
    Path profile = folder.resolve("profile-" + locale);
    Path settings = Files.createDirectories(profile.resolve("user"));
    Files.writeString(
        settings.resolve("registrymodifications.xcu"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
        <item oor:path="/org.openoffice.Setup/L10N">
        <prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>%s</value></prop></item>
        </oor:items>
        """
            .formatted(locale));
    List<String> command =
        new ArrayList<>(
            List.of(
                soffice(),
                "-env:UserInstallation=" + profile.toUri(),
                "--headless",
                "--convert-to",
                "fods",
                "--outdir",
                folder.resolve(locale).toString()));
    if (IMPORT.containsKey(format)) {
      command.add("--infilter=" + IMPORT.get(format));
    }
    command.add(folder.resolve(format.wire() + extension(format)).toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("soffice.log").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("soffice ends").isTrue();
    Path converted = folder.resolve(locale).resolve(format.wire() + ".fods");
    assertThat(converted).as(Files.readString(folder.resolve("soffice.log"))).exists();
    return Sheet.read(converted);
  }

  private static String soffice() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "soffice"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  private record Month(byte[] file, Statement statement) {}

  /** Cells below the headings: numbers as numbers, everything else as text. */
  private record Sheet(List<List<Element>> rows) {
    static Sheet read(Path file) throws Exception {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      NodeList found =
          factory
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagNameNS(TABLE, "table-row");
      List<List<Element>> rows = new ArrayList<>();
      for (int i = 1; i < found.getLength(); i++) {
        List<Element> cells = cells((Element) found.item(i));
        if (cells.size() >= Column.CURRENCY.ordinal() + 1) {
          rows.add(cells);
        }
      }
      return new Sheet(rows);
    }

    private static List<Element> cells(Element row) {
      List<Element> cells = new ArrayList<>();
      NodeList found = row.getElementsByTagNameNS(TABLE, "table-cell");
      for (int i = 0; i < found.getLength(); i++) {
        Element cell = (Element) found.item(i);
        String repeated = cell.getAttributeNS(TABLE, "number-columns-repeated");
        int times = repeated.isEmpty() ? 1 : Math.min(Integer.parseInt(repeated), 99);
        for (int n = 0; n < times; n++) {
          cells.add(cell);
        }
      }
      return cells;
    }

    /** Of the cells that are numbers; those that became text count nothing. */
    BigDecimal sum(Column column) {
      return rows.stream()
          .map(row -> row.get(column.ordinal()))
          .filter(cell -> "float".equals(cell.getAttributeNS(OFFICE, "value-type")))
          .map(cell -> new BigDecimal(cell.getAttributeNS(OFFICE, "value")))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    List<String> values(Column column) {
      return rows.stream()
          .filter(row -> row.size() > column.ordinal())
          .map(row -> row.get(column.ordinal()).getTextContent().strip())
          .toList();
    }
  }
}
