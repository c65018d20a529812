package dev.ramal.billing.reconciliation;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.DetailFiles;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.billing.fixtures.StoredUses;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class ReconciliationTest {
  private static final String PATH = "/api/billing/reconciliations";

  @DisplayName("BILL-265 a carrier's call log is compared with the calls that were metered")
  @Test
  void shouldCompareACallLog() {
    // Given
    CallEvents listed = CallEvents.of(Tenants.AURORA, "2035-03-10T15:00:00Z");
    CallEvents left = CallEvents.of(Tenants.AURORA, "2035-03-11T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(listed.ended(0, "mobile", 37));
      topics.send(listed.costed("0.013", "USD"));
      topics.send(left.ended(0, "mobile", 61));
      topics.send(listed.inAnother(Tenants.BOREAL).ended(0, "mobile", 99));
    }
    BillingApi.awaitEntries(listed.callId(), "lead", 3);
    BillingApi.awaitEntries(left.callId(), "lead", 1);
    String lead = listed.reference("lead").value();
    String file =
        DetailFiles.TWILIO_CALLS
            + DetailFiles.twilioCall(lead, "2035-03-10 15:00:09", 38, "-0.01300")
            + DetailFiles.twilioCall("CA-unknown", "2035-03-12 09:00:00", 12, "-0.00700");

    // When
    JsonPath made = made("davi", "month=2035-03&carrier=twilio", file);
    JsonPath ofOther = made("fabio", "month=2035-03&carrier=twilio", file);

    // Then
    assertThat(classes("fabio", ofOther))
        .as("the same call in another organization, of another length")
        .containsExactly("duration", "missing-ours", "missing-theirs");
    assertThat(made.getString("file.columns.amount")).isEqualTo("Price");
    assertThat(lines(made, LineClass.MATCHED)).isEqualTo(1);
    assertThat(lines(made, LineClass.MISSING_OURS)).isEqualTo(1);
    assertThat(lines(made, LineClass.MISSING_THEIRS)).isEqualTo(3);
    assertThat(made.getString(of(LineClass.MATCHED) + "differenceInBrl.amount"))
        .isEqualTo("0.000000");
    assertThat(made.getString(of(LineClass.MISSING_OURS) + "asked[0].amount"))
        .isEqualTo("0.007000");
    JsonPath matched = BillingApi.get("davi", made.getString("lines") + "?class=matched");
    assertThat(matched.getString("items[0].subjectId")).isEqualTo(listed.callId());
    assertThat(matched.getList("items[0].fileRows")).containsExactly(2);
    assertThat(matched.getString("items[0].matchedBy")).isEqualTo("reference");
    assertThat(BillingApi.get("davi", PATH + "?month=2035-03").getString("items[0].id"))
        .isEqualTo(made.getString("id"));
  }

  @DisplayName("BILL-267 of a file with a row that cannot be read nothing is imported")
  @Test
  void shouldImportNothingOfABrokenFile() {
    // Given
    StringBuilder file = new StringBuilder(DetailFiles.TWILIO_CALLS);
    IntStream.range(0, 6_000)
        .forEach(
            n ->
                file.append(
                    DetailFiles.twilioCall("CA-b" + n, "2035-04-10 15:00:09", 37, "-0.01300")));
    file.append(DetailFiles.twilioCall("CA-bad", "2035-04-10 15:00:09", 37, "free"));

    // When
    Response answer =
        DetailFiles.reconcile("davi", "month=2035-04&carrier=twilio", file.toString());

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.path("code").toString()).isEqualTo("BILLING-0052");
    assertThat(answer.path("errors[0].field").toString()).isEqualTo("row 6002.Price");
    assertThat(DATABASE.count("reconciliation_lines where carrier_ref like 'CA-b%'")).isZero();
    assertThat(DATABASE.count("reconciliations where month = '2035-04'")).isZero();
    JsonPath ofOther =
        made(
            "fabio",
            "month=2035-04&carrier=twilio",
            DetailFiles.TWILIO_CALLS
                + DetailFiles.twilioCall("CA-c0", "2035-04-10 15:00:09", 37, "-0.01300"));
    assertThat(ofOther.getInt("file.rows")).isEqualTo(1);
    assertThat(classes("fabio", ofOther))
        .as("nothing that was read of a broken file is in another's")
        .containsExactly("missing-ours");
  }

  @DisplayName("BILL-268 the same file is compared once, unless it is asked for, by whom it is")
  @Test
  void shouldCompareAFileOnce() {
    // Given
    String query = "month=2035-05&carrier=twilio";
    String file =
        DetailFiles.TWILIO_CALLS
            + DetailFiles.twilioCall("CA-once", "2035-05-10 15:00:09", 37, "-0.01300");
    List<CompletableFuture<Response>> atOnce =
        IntStream.range(0, 3)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(() -> DetailFiles.reconcile("davi", query, file)))
            .toList();
    List<Integer> first = atOnce.stream().map(made -> made.join().statusCode()).toList();

    // When
    Response second = DetailFiles.reconcile("davi", query, file);

    // Then
    assertThat(first).contains(201).allMatch(status -> List.of(201, 200, 429).contains(status));
    assertThat(second.statusCode()).isEqualTo(200);
    String id = second.path("id");
    assertThat(DATABASE.count("reconciliations where month = '2035-05'")).isEqualTo(1);
    StoredUses known = call("CA-once", "2035-05-10T15:00:00Z", 37, "0.013");
    StoredUses.insert(Tenants.AURORA, List.of(known));
    JsonPath again = made("davi", query + "&again=true", file);
    assertThat(again.getInt("run")).isEqualTo(2);
    assertThat(lines(again, LineClass.MATCHED)).isEqualTo(1);
    assertThat(lines(BillingApi.get("davi", PATH + "/" + id), LineClass.MATCHED)).isZero();
    JsonPath ofAnother = made("fabio", query, file);
    assertThat(lines(ofAnother, LineClass.MISSING_OURS)).isEqualTo(1);
    for (String below : List.of("", "/lines", "/lines/file", "/notes", "/notes/file")) {
      BillingApi.as("fabio").get(PATH + "/" + id + below).then().statusCode(404);
    }
    assertThat(BillingApi.get("fabio", PATH).getList("items.id")).doesNotContain(id);
  }

  @DisplayName("BILL-269 Telnyx's detail records: products of a leg together, by number and time")
  @Test
  void shouldCompareDetailRecords() {
    // Given
    StoredUses.insert(
        Tenants.AURORA,
        List.of(
            telnyx("v3:a", "+5511955550001", "2035-06-03T12:00:00Z", 60, "0.0110"),
            telnyx("v3:b", "+5511955550002", "2035-06-03T12:10:00Z", 0, null),
            telnyx("v3:c", "+5511955550002", "2035-06-03T12:10:40Z", 90, "0.0120"),
            telnyx("v3:d", "+5511955550003", "2035-06-03T12:20:00Z", 30, "0.0050")));
    StoredUses.insert(
        Tenants.BOREAL,
        List.of(
            telnyx("v3:d", "+5511955550003", "2035-06-03T12:20:00Z", 99, "0.0900"),
            telnyx("v3:e", "+5511955550004", "2035-06-03T12:30:00Z", 30, "0.0050")));
    String file =
        """
        record_type;call_leg_id;started_at;cli;cld;direction;call_sec;cost;currency
        sip-trunking;leg-a;2035-06-03T12:00:04Z;551130001000;5511955550001;outbound;60;0,0090;USD
        call-control;leg-a;2035-06-03T12:00:04Z;551130001000;5511955550001;outbound;120;0,0020;USD
        sip-trunking;leg-b;2035-06-03T12:10:03Z;551130001000;5511955550002;outbound;0;0;USD
        sip-trunking;leg-c;2035-06-03T12:10:42Z;551130001000;5511955550002;outbound;90;0,0130;USD
        sip-trunking;v3:d;2035-06-03T12:20:00Z;551130001000;5511955550003;outbound;30;0,0050;USD
        sip-trunking;leg-a;2035-06-03T12:00:04Z;551130001000;5511955550001;outbound;60;0,0090;USD
        """;

    // When
    JsonPath made = made("davi", "month=2035-06&carrier=telnyx", file);

    // Then
    JsonPath lines = BillingApi.get("davi", made.getString("lines"));
    assertThat(lines.getList("items.class"))
        .containsExactly("matched", "matched", "price", "matched", "duplicate");
    assertThat(lines.getList("items[0].fileRows")).containsExactly(2, 3);
    assertThat(lines.getString("items[0].theirs.amount")).isEqualTo("0.011000");
    assertThat(lines.getList("items.matchedBy"))
        .containsExactly(
            "number-and-time", "number-and-time", "number-and-time", "reference", null);
    assertThat(lines.getString("items[2].asked.amount")).isEqualTo("0.001000");
    assertThat(lines.getInt("items[4].duplicateOf")).isEqualTo(2);
  }

  @DisplayName("BILL-270 a message log is compared by segments, what is received beside it")
  @Test
  void shouldCompareAMessageLog() {
    // Given
    MessageEvents two = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2035-07-10T15:00:00Z");
    MessageEvents refused = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2035-07-11T15:00:00Z");
    MessageEvents ours = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2035-07-12T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(two.sent(2));
      topics.send(two.delivered(2));
      topics.send(refused.sent(1));
      topics.send(refused.failed());
      topics.send(ours.received("+5521987654321", 1));
    }
    BillingApi.awaitEntries(two.messageId(), null, 1);
    BillingApi.awaitEntries(ours.messageId(), null, 1);
    BillingApi.awaitEntries(refused.messageId(), null, 2);
    String file =
        DetailFiles.TWILIO_MESSAGES
            + "+551130001000,+5521987654321,\"Olá,\n\"\"Maria\"\"\",delivered,"
            + "\"Tue, 10 Jul 2035 15:00:00 +0000\",2010-04-01,3,,AC1,"
            + two.reference()
            + ",outbound-api,-0.08700,USD\n"
            + "+5521987654321,+551130001000,Oi,received,2035-07-10T15:01:00Z,2010-04-01,1,,AC1,"
            + "SM-in,inbound,-0.00750,USD\n";

    // When
    JsonPath made = made("davi", "month=2035-07&carrier=twilio&kind=messages", file);
    JsonPath sent =
        made("davi", "month=2035-07&carrier=twilio&kind=messages&direction=outbound", file);
    JsonPath ofOther = made("fabio", "month=2035-07&carrier=twilio&kind=messages", file);

    // Then
    assertThat(made.getInt("file.skippedRows")).isZero();
    assertThat(made.getString("direction")).isNull();
    JsonPath lines = BillingApi.get("davi", made.getString("lines"));
    assertThat(lines.getList("items.class"))
        .containsExactly("duration", "missing-ours", "missing-theirs");
    assertThat(lines.getInt("items[0].theirQuantity")).isEqualTo(3);
    assertThat(lines.getInt("items[0].ourQuantity")).isEqualTo(2);
    assertThat(lines.getString("items[1].party")).isEqualTo("+5521987654321");
    assertThat(lines.getString("items[2].subjectId")).isEqualTo(ours.messageId());
    assertThat(sent.getString("direction")).isEqualTo("outbound");
    assertThat(sent.getInt("file.skippedRows")).isEqualTo(1);
    assertThat(classes(sent)).containsExactly("duration");
    assertThat(classes("fabio", ofOther))
        .as("another organization, which sent and received none of them")
        .containsExactly("missing-ours", "missing-ours");
    BillingApi.as("davi").get(PATH + "?month=2035-07").then().body("items", hasSize(2));
  }

  @DisplayName(
      "BILL-452 received messages are compared with the bill: matched, price, missing on either"
          + " side, each organization's with its own")
  @ParameterizedTest
  @CsvSource({"twilio, davi, aurora, fabio, boreal", "telnyx, fabio, boreal, davi, aurora"})
  void shouldCompareWhatIsReceived(
      String carrier, String user, String organization, String stranger, String other) {
    // Given: the other organization has messages of the same names, which cost otherwise
    String day = carrier.equals("twilio") ? "2036-03-10" : "2036-04-10";
    List<StoredUses> ours =
        List.of(
            received(carrier, "in-1", day + "T12:00:00Z", "0.0075", "0.0435"),
            received(carrier, "in-2", day + "T13:00:00Z", "0.0075", "0.0435"),
            received(carrier, "in-3", day + "T14:00:00Z", null, "0.0435"),
            received(carrier, "in-4", day + "T15:00:00Z", "0.0075", "0.0435"));
    StoredUses.insert(TenantId.of(organization), ours);
    StoredUses.insert(
        TenantId.of(other),
        List.of(
            received(carrier, "in-1", day + "T12:00:00Z", "0.9", "5.22"),
            received(carrier, "in-9", day + "T16:00:00Z", "0.9", "5.22")));
    StringBuilder file =
        new StringBuilder(
            carrier.equals("twilio")
                ? "Sid,SentDate,NumSegments,From,To,Direction,Price,PriceUnit\n"
                : "uuid,created_at,parts,cli,cld,direction,cost,currency\n");
    String sign = carrier.equals("twilio") ? "-" : "";
    file.append(row("in-1", day + "T12:00:01Z", sign + "0.0075"))
        .append(row("in-2", day + "T13:00:01Z", sign + "0.0090"))
        .append(row("in-3", day + "T14:00:01Z", sign + "0.0075"))
        .append(row("in-9", day + "T16:00:01Z", sign + "0.0075"));
    String query = "month=%s&carrier=%s&kind=messages".formatted(day.substring(0, 7), carrier);

    // When
    JsonPath made = made(user, query + "&direction=inbound", file.toString());
    JsonPath ofOther = made(stranger, query, file.toString());

    // Then
    JsonPath lines = BillingApi.get(user, made.getString("lines"));
    assertThat(lines.getList("items.class"))
        .containsExactly("matched", "price", "matched", "missing-ours", "missing-theirs");
    assertThat(lines.getList("items.matchedBy").subList(0, 3)).containsOnly("reference");
    assertThat(lines.getString("items[1].asked.amount")).isEqualTo("0.001500");
    assertThat(lines.getBoolean("items[2].oursIsNamed")).isFalse();
    assertThat(lines.getString("items[4].usageId")).isEqualTo(ours.get(3).id().toString());
    assertThat(classes(stranger, ofOther))
        .containsExactly("price", "missing-ours", "missing-ours", "price");
  }

  private static StoredUses received(
      String carrier, String reference, String at, String named, String cost) {
    StoredUses one = StoredUses.message(carrier, "inbound", Instant.parse(at), cost);
    return new StoredUses(
        one.id(),
        carrier,
        one.meter(),
        reference,
        one.connection(),
        one.party(),
        one.at(),
        1,
        named,
        named == null ? null : "USD",
        cost,
        "inbound");
  }

  private static String row(String reference, String at, String amount) {
    return "%s,%s,1,+5511987654321,+551130001000,inbound,%s,USD\n".formatted(reference, at, amount);
  }

  @DisplayName("BILL-275 each cause has a tolerance of its own, and an account its own uses")
  @Test
  void shouldJudgeWithinTheTolerances() {
    // Given
    StoredUses.insert(
        Tenants.AURORA,
        List.of(
            call("CA-t1", "2035-08-03T12:00:00Z", 100, "0.0200"),
            call("CA-t2", "2035-08-03T13:00:00Z", 100, "0.0200"),
            call("CA-t3", "2035-08-03T14:00:00Z", 100, "0.0200"),
            call("CA-t4", "2035-08-03T15:00:00Z", 100, null),
            call("CA-edge", "2035-08-31T23:57:00Z", 100, "0.0200")));
    StoredUses.insert(
        Tenants.BOREAL,
        List.of(
            call("CA-t1", "2035-08-03T12:00:00Z", 103, "0.0200"),
            call("CA-t5", "2035-08-03T16:00:00Z", 100, "0.0200")));
    String file =
        DetailFiles.TWILIO_CALLS
            + DetailFiles.twilioCall("CA-t1", "2035-08-03 12:00:00", 103, "-0.0200")
            + DetailFiles.twilioCall("CA-t2", "2035-08-03 13:00:00", 100, "-0.0209")
            + DetailFiles.twilioCall("CA-t3", "2035-08-03 14:00:00", 100, "-0.1166")
                .replace("USD", "BRL")
            + DetailFiles.twilioCall("CA-t4", "2035-08-03 15:00:00", 100, "-0.0219");
    String query = "month=2035-08&carrier=twilio&connection=c-1";

    // When
    JsonPath strict = made("davi", query, file);
    JsonPath lenient =
        made(
            "davi", query + "&seconds=3&pricePercent=5&currencyPercent=1&estimatePercent=11", file);

    // Then
    assertThat(classes(strict)).containsExactly("duration", "price", "currency", "matched");
    assertThat(classes(lenient)).containsOnly("matched").hasSize(4);
    assertThat(classes(made("davi", query + "&estimatePercent=1&edgeMinutes=0", file)))
        .containsExactly("duration", "price", "currency", "price", "missing-theirs");
    assertThat(classes(made("davi", query.replace("c-1", "c-2") + "&edgeMinutes=0", file)))
        .doesNotContain("missing-theirs");
  }

  @DisplayName(
      "BILL-357 rows without a name are found by number and time, none is another's double")
  @Test
  void shouldNotTakeNamelessRowsForDoubles() {
    // Given
    StoredUses.insert(
        Tenants.AURORA,
        List.of(
            call("CA-n1", "2035-10-03T12:00:00Z", 60, "0.0200"),
            call("CA-n2", "2035-10-03T13:00:00Z", 60, "0.0200")));
    StoredUses.insert(Tenants.BOREAL, List.of(call("CA-n1", "2035-10-03T12:00:05Z", 60, "0.0200")));
    String nameless = DetailFiles.twilioCall("", "2035-10-03 12:00:05", 60, "-0.0200");
    String named = DetailFiles.twilioCall("CA-n2", "2035-10-03 13:00:00", 60, "-0.0200");
    String file = DetailFiles.TWILIO_CALLS + nameless + nameless + named + named;

    // When
    JsonPath made = made("davi", "month=2035-10&carrier=twilio", file);
    JsonPath ofOther =
        made("fabio", "month=2035-10&carrier=twilio", DetailFiles.TWILIO_CALLS + nameless);

    // Then
    assertThat(classes(made))
        .as("a call of another organization to that number at that time is nobody's here")
        .containsExactly("matched", "missing-ours", "matched", "duplicate");
    assertThat(classes("fabio", ofOther)).containsExactly("matched");
    JsonPath lines = BillingApi.get("davi", made.getString("lines"));
    assertThat(lines.getList("items.matchedBy"))
        .containsExactly("number-and-time", null, "reference", null);
    assertThat(lines.getInt("items[3].duplicateOf")).isEqualTo(4);
  }

  @DisplayName("BILL-273 lines and notes are turned page by page, and come as files")
  @Test
  void shouldTurnPages() {
    // Given
    StringBuilder file = new StringBuilder(DetailFiles.TWILIO_CALLS);
    IntStream.range(0, 5)
        .forEach(
            n ->
                file.append(
                    DetailFiles.twilioCall("CA-p" + n, "2035-09-10 15:00:09", 37, "-0.01300")));
    StoredUses.insert(
        Tenants.BOREAL, List.of(call("CA-p0", "2035-09-10T15:00:09Z", 37, "0.01300")));
    JsonPath made = made("davi", "month=2035-09&carrier=twilio", file.toString());
    String notes = made.getString("notes");

    // When
    JsonPath first = BillingApi.get("davi", notes + "?limit=3&language=en");
    JsonPath rest =
        BillingApi.get("davi", notes + "?limit=3&language=en&cursor=" + first.getString("next"));

    // Then
    assertThat(first.getList("items.carrierReference"))
        .isEqualTo(List.of("CA-p0", "CA-p1", "CA-p2"));
    assertThat(rest.getList("items.carrierReference")).isEqualTo(List.of("CA-p3", "CA-p4"));
    assertThat(first.getString("items[0].ask")).isEqualTo("evidence");
    Response csv = BillingApi.as("davi").get(notes + "/file?language=pt-BR&format=csv-pt-br");
    assertThat(csv.header("Content-Disposition")).contains("ramal-twilio-2035-09-notes-pt-BR.csv");
    assertThat(csv.asString().lines().toList()).hasSize(6);
    assertThat(csv.asString()).contains("Linha 2: a chamada CA-p0 com +5511987654321");
    assertThat(BillingApi.as("davi").get(made.getString("lines") + "/file").asString().lines())
        .hasSize(6)
        .first()
        .asString()
        .startsWith("place,class,file_rows,");
    BillingApi.as("davi").get(notes + "?language=fr").then().statusCode(400);
    BillingApi.as("davi").get(made.getString("lines") + "?class=MATCHED").then().statusCode(400);
  }

  @DisplayName("BILL-277 a setting that cannot be is refused and named, and so is what is no file")
  @ParameterizedTest
  @CsvSource({
    "carrier=twilio,                                     BILLING-0051, month",
    "month=2035-13&carrier=twilio,                       BILLING-0002, month",
    "month=2035-03,                                      BILLING-0008, carrier",
    "month=2035-03&carrier=nobody,                       BILLING-0008, carrier",
    "month=2035-03&carrier=twilio&kind=faxes,            BILLING-0008, kind",
    "month=2035-03&carrier=twilio&zone=Brasilia,         BILLING-0051, zone",
    "month=2035-03&carrier=twilio&direction=inbound,     BILLING-0051, direction",
    "month=2035-03&carrier=twilio&kind=messages&direction=in, BILLING-0008, direction",
    "month=2035-03&carrier=twilio&charge=both,           BILLING-0008, charge",
    "month=2035-03&carrier=twilio&columns=sum:Total,     BILLING-0051, columns",
    "month=2035-03&carrier=twilio&columns=amount:,       BILLING-0051, columns",
    "month=2035-03&carrier=twilio&seconds=-1,            BILLING-0051, seconds",
    "month=2035-03&carrier=twilio&price=1e3,             BILLING-0051, price",
    "month=2035-03&carrier=twilio&pricePercent=101,      BILLING-0051, pricePercent",
    "month=2035-03&carrier=twilio&edgeMinutes=9999,      BILLING-0051, edgeMinutes",
    "month=2035-03&carrier=twilio&connection=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,"
        + " BILLING-0051, connection",
    "month=2035-03&carrier=twilio&again=maybe,           BILLING-0008, again",
    "month=2035-03&carrier=twilio&tolerance=1,           RAMAL-0400,   tolerance",
    "month=2035-03&carrier=twilio,                       BILLING-0052, row 1.reference"
  })
  void shouldRefuseABadSetting(String query, String code, String field) {
    // When
    Response answer = DetailFiles.reconcile("davi", query, "What,is,this\n1,2,3\n");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.path("code").toString()).isEqualTo(code);
    assertThat(answer.path("errors[0].field").toString()).isEqualTo(field);
  }

  @DisplayName("BILL-277 a JSON body is no file")
  @Test
  void shouldRefuseJson() {
    // When
    Response answer = BillingApi.as("davi").body("{}").post(PATH + "?month=2035-03&carrier=twilio");

    // Then
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.path("code").toString()).isEqualTo("BILLING-0054");
  }

  private static JsonPath made(String user, String query, String file) {
    return DetailFiles.reconcile(user, query, file).then().statusCode(201).extract().jsonPath();
  }

  private static List<String> classes(JsonPath made) {
    return classes("davi", made);
  }

  private static List<String> classes(String user, JsonPath made) {
    return BillingApi.get(user, made.getString("lines")).getList("items.class");
  }

  private static long lines(JsonPath made, LineClass of) {
    return made.getLong(of(of) + "lines");
  }

  private static String of(LineClass each) {
    return "classes.find { it.class == '" + each.wire() + "' }.";
  }

  private static StoredUses call(String reference, String at, long seconds, String named) {
    return StoredUses.call(
        "twilio",
        reference,
        "+5511987654321",
        Instant.parse(at),
        seconds,
        named,
        named == null ? null : "USD",
        "0.1160");
  }

  private static StoredUses telnyx(
      String reference, String party, String at, long seconds, String named) {
    return StoredUses.call(
        "telnyx",
        reference,
        party,
        Instant.parse(at),
        seconds,
        named,
        named == null ? null : "USD",
        named == null ? "0" : "0.0600");
  }
}
