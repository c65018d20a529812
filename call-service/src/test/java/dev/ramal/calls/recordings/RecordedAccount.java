package dev.ramal.calls.recordings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.NumberAccounts;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An account at a carrier, switched off so that no click takes it, and what it has recorded.
 *
 * @param connection ours
 * @param account the carrier's id of it
 * @param secret what its API is asked with
 */
record RecordedAccount(Carrier carrier, String connection, String account, String secret) {
  private static final String LEAD = "+5511987650053";

  /** An organization connects a hundred at most, and its tests are many. */
  private static final Map<String, RecordedAccount> CONNECTED = new ConcurrentHashMap<>();

  static RecordedAccount at(Carrier carrier, String admin) {
    return CONNECTED.computeIfAbsent(
        carrier.wire() + " " + admin, first -> connect(carrier, admin));
  }

  private static RecordedAccount connect(Carrier carrier, String admin) {
    boolean twilio = carrier.equals(Carrier.TWILIO);
    Map<String, Object> body = NumberAccounts.account(carrier.wire(), Connections.NUMBER);
    String connection =
        ApiUser.json(ApiUser.as(admin).post("/api/carriers", body, null), 201).path("id").asText();
    return new RecordedAccount(
        carrier,
        connection,
        body.get(twilio ? "accountSid" : "connectionId").toString(),
        body.get(twilio ? "authToken" : "apiKey").toString());
  }

  /** A call is over that was recorded; answers the carrier's id of the recording. */
  String records() {
    return records(LEAD);
  }

  /** The same of a call to a number that has a script of its own. */
  String records(String lead) {
    List<String> before = ids();
    dials(lead).then().statusCode(carrier.equals(Carrier.TWILIO) ? 201 : 200);
    Simulator.advance(60);
    return ids().stream().filter(one -> !before.contains(one)).findFirst().orElseThrow();
  }

  private Response dials(String lead) {
    return carrier.equals(Carrier.TWILIO)
        ? request()
            .formParam("To", lead)
            .formParam("From", Connections.NUMBER)
            .formParam("Record", "true")
            .formParam("RecordingChannels", "dual")
            .formParam("Twiml", "<Response><Pause length=\"20\"/></Response>")
            .post(api() + "/Calls.json")
        : request()
            .contentType("application/json")
            .body(
                Map.of(
                    "connection_id",
                    account,
                    "to",
                    lead,
                    "from",
                    Connections.NUMBER,
                    "record",
                    "record-from-answer",
                    "record_channels",
                    "dual",
                    "record_format",
                    "mp3",
                    "webhook_url",
                    RamalServers.WEBHOOKS + "/nowhere"))
            .post(api() + "/calls");
  }

  private List<String> ids() {
    boolean twilio = carrier.equals(Carrier.TWILIO);
    return request()
        .get(api() + (twilio ? "/Recordings.json" : "/recordings"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList(twilio ? "recordings.sid" : "data.id");
  }

  /** Whether the carrier has it still. */
  boolean has(String recording) {
    int status = asks(recording).statusCode();
    assertThat(status).isIn(200, 404);
    return status == 200;
  }

  /** As a callback names it; null where the carrier has none and gives an address with it only. */
  String address(String recording) {
    return carrier.equals(Carrier.TWILIO)
        ? api() + "/Recordings/" + recording
        : asks(recording).path("data.download_urls.mp3");
  }

  /** An id that the carrier could have given, and has not. */
  String unknown() {
    return carrier.equals(Carrier.TWILIO)
        ? "RE" + UUID.randomUUID().toString().replace("-", "")
        : UUID.randomUUID().toString();
  }

  /** Part of the path that its file is fetched under. */
  String media(String recording) {
    return carrier.equals(Carrier.TWILIO)
        ? "/Recordings/" + recording + ".mp3"
        : "/recordings-media/" + recording;
  }

  /** What the carrier tells of a recording of a call's. */
  CarrierCallRecording told(String call, String recording, String address, Instant when) {
    String leg = carrier.equals(Carrier.TWILIO) ? "CA1" : "v3:x";
    return new CarrierCallRecording(
        new LegIds(call, LegName.LEAD, new CarrierCallId(leg), null),
        recording,
        "completed",
        37,
        2,
        address,
        when.minusSeconds(40),
        "call",
        new FactOrigin(carrier, new ConnectionId(connection), when, when, null, null));
  }

  private Response asks(String recording) {
    return carrier.equals(Carrier.TWILIO)
        ? request().get(api() + "/Recordings/" + recording + ".json")
        : request().get(api() + "/recordings/" + recording);
  }

  private RequestSpecification request() {
    return carrier.equals(Carrier.TWILIO)
        ? given().auth().preemptive().basic(account, secret)
        : given().auth().oauth2(secret);
  }

  private String api() {
    String url =
        ConfigProvider.getConfig().getValue("ramal." + carrier.wire() + ".api-url", String.class);
    return carrier.equals(Carrier.TWILIO) ? url + "/2010-04-01/Accounts/" + account : url;
  }
}
