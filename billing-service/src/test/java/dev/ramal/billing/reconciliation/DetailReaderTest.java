package dev.ramal.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.kit.problem.Problem.FieldError;
import dev.ramal.kit.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetailReaderTest {
  private static final String HEADING =
      "Sid,Start Time,Duration,From,To,Direction,Price,Price Unit\n";
  private static final Instant AT = Instant.parse("2026-11-03T12:00:05Z");

  @TempDir Path folder;

  @DisplayName("BILL-271 a row is understood however a carrier or a spreadsheet writes it")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sid,Start Time,Duration,From,To,Direction,Price,Price Unit\n"
            + "CA1,2026-11-03 12:00:05,37,+551130001000,+5511987654321,outbound-api,-0.013,USD\n",
        "\uFEFFcall_sid;start_time;duration;from;to;direction;price;price_unit\r\n"
            + "CA1;2026-11-03T12:00:05Z;37;+551130001000;5511987654321;outbound-dial;-0,0130;usd",
        "price\tcurrency\tSID\tcaller\tcalled\tStartTime\tdirection\tcallduration\textra\r"
            + "-0.0130\t\tCA1\t\"(11) 3000-1000\"\t+55 (11) 98765-4321\t"
            + "Tue, 03 Nov 2026 12:00:05 +0000\toutbound-api\t37.0\t\n\r\n",
        "\"Sid\",\"Start Time\",\"Duration\",\"From\",\"To\",\"Direction\",\"Price\",\"Price"
            + " Unit\"\n"
            + "\"CA1\",\"2026-11-03 09:00:05.000"
            + " -0300\",\"37\",\"+5511987654321\",\"+551130001000\",\"inbound\",\"-0.01300000\",\"USD\"\n"
      })
  void shouldUnderstandARow(String text) throws IOException {
    // When
    List<CarrierLine> lines = read(text, twilio());

    // Then
    assertThat(lines)
        .containsExactly(
            new CarrierLine(
                2, "CA1", null, "+5511987654321", AT, 37L, new BigDecimal("0.013000"), "USD"));
  }

  @DisplayName("BILL-271 what is empty is nothing: no answer, no price yet")
  @Test
  void shouldLeaveOutWhatIsEmpty() throws IOException {
    // When
    CarrierLine line = read(HEADING + "CA1,,,,,,,\n", twilio()).get(0);

    // Then
    assertThat(line).isEqualTo(new CarrierLine(2, "CA1", null, null, null, 0L, null, null));
  }

  @DisplayName("BILL-272 a cell that cannot be read is named by its row and its column")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CA1,3 Nov 2026,37,,+55,outbound,-0.1,USD | row 2.Start Time | time like",
        "CA1,2026-11-03 12:00:05 BRT,37,,+55,outbound,-0.1,USD | row 2.Start Time | time like",
        "CA1,2025-11-03 12:00:05,37,,+55,outbound,-0.1,USD | row 2.Start Time | far from 2026-11",
        "CA1,2026-11-03 12:00:05,37 s,,+55,outbound,-0.1,USD | row 2.Duration | whole number",
        "CA1,2026-11-03 12:00:05,-3,,+55,outbound,-0.1,USD | row 2.Duration | whole number",
        "CA1,2026-11-03 12:00:05,37,,+55,outbound,$0.1,USD | row 2.Price | amount like",
        "CA1,2026-11-03 12:00:05,37,,+55,outbound,1e9,USD | row 2.Price | amount like",
        "CA1,2026-11-03 12:00:05,37,,+55,outbound,'-0,1',USD | row 2 | 9 cells",
        "CA1,2026-11-03 12:00:05,37,,+55,outbound,-0.1,REAIS | row 2.Price Unit | currency like",
        ",2026-11-03 12:00:05,37,,,outbound,-0.1,USD | row 2.Sid | found by its id",
        "CA1,2026-11-03 12:00:05,37 | row 2 | 3 cells",
        "'\"CA1,2026-11-03 12:00:05' | row 2.Sid | never closed",
        "'\"CA1\"x,2026' | row 2.Sid | follows the quotation mark"
      })
  void shouldNameTheCell(String row, String place, String why) {
    // When
    List<FieldError> errors = errors(HEADING + row.replace("'", "") + "\n");

    // Then
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).field()).isEqualTo(place);
    assertThat(errors.get(0).message()).contains(why);
  }

  @DisplayName("BILL-272 what is no CSV, or lacks a column, is refused before any row")
  @Test
  void shouldRefuseWhatIsNoSuchFile() throws IOException {
    // Given
    Path latin = folder.resolve("latin.csv");
    Files.write(
        latin,
        (HEADING + "CA1,2026-11-03 12:00:05,37,,\u00e3o,").getBytes(StandardCharsets.ISO_8859_1));

    // Then
    assertThat(errors("")).extracting(FieldError::field).contains("row 1.amount");
    assertThat(errors(HEADING)).extracting(FieldError::field).containsExactly("row 2");
    List<FieldError> missing = errors("Sid,Minutes,Price\n");
    assertThat(missing).extracting(FieldError::field).containsExactly("row 1.quantity");
    assertThat(missing.get(0).message()).contains("columns=quantity:");
    assertThat(missing.get(0).allowed()).containsExactly("Sid", "Minutes", "Price");
    assertThat(errors(latin)).extracting(FieldError::field).containsExactly("row 2.To");
    assertThat(errors(HEADING + "CA1,".repeat(600)))
        .extracting(FieldError::message)
        .containsExactly("a row has at most 500 columns");
  }

  @DisplayName("BILL-272 at most twenty cells are named, and a file has at most so many rows")
  @Test
  void shouldStopAfterTwenty() throws IOException {
    // Given
    String bad = "CA1,2026-11-03 12:00:05,x,,+55,outbound,-0.1,USD\n";

    // Then
    assertThat(errors(HEADING + bad.repeat(1_000))).hasSize(20);
    String good = bad.replace(",x,", ",1,");
    assertThat(errors(file(HEADING + good.repeat(11)), twilio(), 10))
        .extracting(FieldError::message)
        .containsExactly("a file has at most 10 rows");
    assertThat(read(HEADING + good.repeat(10), twilio())).hasSize(10);
  }

  @DisplayName("BILL-271 a heading that nobody knows is named by whoever brings the file")
  @Test
  void shouldTakeOtherHeadings() throws IOException {
    // Given
    ReconciliationSettings settings =
        settings(
            "twilio",
            DetailKind.CALLS,
            Map.of(DetailColumn.AMOUNT, "Valor", DetailColumn.QUANTITY, "tempo (s)"));

    // When
    CarrierLine line = read("Sid,VALOR,Tempo (s)\nCA9,-1,5\n", settings).get(0);

    // Then
    assertThat(line.amount()).isEqualByComparingTo("1");
    assertThat(line.quantity()).isEqualTo(5);
    assertThat(errors(file("Sid,Price,Duration\n"), settings, 10))
        .extracting(FieldError::field)
        .containsExactly("row 1.quantity", "row 1.amount");
  }

  @DisplayName("BILL-269 of a leg's rows the one that measures it says how long it was")
  @Test
  void shouldMeasureByOnePart() throws IOException {
    // Given
    String text =
        """
        record_type,call_leg_id,created_at,cli,cld,direction,billed_sec,cost
        sip-trunking,leg-1,2026-11-03T12:00:05+00:00,1,5511987654321,outbound,37,0.0100
        recording,leg-1,2026-11-03T12:00:05+00:00,1,5511987654321,outbound,60,0.0025
        """;

    // When
    List<CarrierLine> lines = read(text, settings("telnyx", DetailKind.CALLS, Map.of()));

    // Then
    assertThat(lines).extracting(CarrierLine::quantity).containsExactly(37L, null);
    assertThat(lines).extracting(CarrierLine::part).containsExactly("sip-trunking", "recording");
    assertThat(lines).extracting(CarrierLine::currency).containsOnly("USD");
  }

  @DisplayName("BILL-271 each form of a carrier's file names what is needed")
  @ParameterizedTest
  @CsvSource({"twilio, calls", "twilio, messages", "telnyx, calls", "telnyx, messages"})
  void shouldKnowTheForms(String carrier, String kind) {
    // When
    DetailFormat format =
        DetailFormat.of(Carrier.of(carrier), DetailKind.find(kind).orElseThrow()).orElseThrow();

    // Then
    assertThat(format.source()).isNotBlank();
    assertThat(format.columns())
        .containsKeys(
            DetailColumn.REFERENCE,
            DetailColumn.STARTED_AT,
            DetailColumn.QUANTITY,
            DetailColumn.AMOUNT,
            DetailColumn.CURRENCY,
            DetailColumn.TO);
    assertThat(format.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(format.usualCurrency()).isEqualTo("USD");
  }

  private List<CarrierLine> read(String text, ReconciliationSettings settings) throws IOException {
    try (DetailReader reader = new DetailReader(file(text), settings, 1_000)) {
      List<CarrierLine> all = new ArrayList<>();
      for (List<CarrierLine> next = reader.next(3); !next.isEmpty(); next = reader.next(3)) {
        all.addAll(next);
      }
      reader.check();
      return all;
    }
  }

  private List<FieldError> errors(String text) {
    return errors(file(text));
  }

  private List<FieldError> errors(Path file) {
    return errors(file, twilio(), 10_000);
  }

  private static List<FieldError> errors(Path file, ReconciliationSettings settings, int rows) {
    return catchThrowableOfType(
            ProblemException.class,
            () -> {
              try (DetailReader reader = new DetailReader(file, settings, rows)) {
                while (!reader.next(100).isEmpty()) {
                  // to the end
                }
                reader.check();
              }
            })
        .problem()
        .errors();
  }

  private Path file(String text) {
    try {
      return Files.writeString(Files.createTempFile(folder, "detail", ".csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReconciliationSettings twilio() {
    return settings("twilio", DetailKind.CALLS, Map.of());
  }

  static ReconciliationSettings settings(
      String carrier, DetailKind kind, Map<DetailColumn, String> headings) {
    DetailFormat format = DetailFormat.of(Carrier.of(carrier), kind).orElseThrow();
    return new ReconciliationSettings(
        BillingMonth.of("2026-11"),
        Carrier.of(carrier),
        kind,
        null,
        null,
        format.zone(),
        format.charge(),
        headings,
        format,
        new Tolerances(
            1, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 90, 5));
  }
}
