package dev.ramal.crm.rdstation.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class RdV1TimeoutTest {
  private static final String ACCOUNT = "slow v1 of boreal";
  private static final Logger ROOT = Logger.getLogger("");

  private final String id = FinishedCalls.newId();
  private final String token = "hush" + id.replace("-", "");
  private final String mobile = FinishedCalls.newMobile();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler log = new Lines();

  @Inject RdV1Crm crm;
  @Inject SpanAddresses traces;

  @AfterEach
  void clear() {
    ROOT.removeHandler(log);
    RdStation.faults().clear();
  }

  @Test
  @DisplayName("CRM-296 a token stands in no fault, answer, log or trace when a request times out")
  void shouldSayTheTokenNowhere() {
    // Given
    String email = id + "@exemplo.com.br";
    String user =
        RdStation.crm()
            .seed(ACCOUNT, "users", new JsonObject().put("name", "Bia").put("email", email));
    RdStation.crm().registerV1(token, ACCOUNT, email);
    ApiUser.as("bia")
        .request()
        .body(Map.of("crm", RdV1Crm.NAME, "token", token))
        .put("/api/crm/connection")
        .then()
        .statusCode(200);
    ROOT.addHandler(log);
    RdStation.faults()
        .arm(RequestFault.timeoutAfterAccepting().on("rdstation", "GET", "/api/v1/contacts"), 2);

    // When
    Throwable reading =
        catchThrowable(
            () ->
                crm.findContacts(new RdV1Token(token, user).sealable(), mobile)
                    .await()
                    .atMost(Duration.ofSeconds(8)));
    Response answer =
        ApiUser.as("breno").request().queryParam("phone", mobile).get("/api/contacts");

    // Then
    assertThat(reading).isInstanceOf(CrmFault.Unavailable.class);
    assertThat(whole(reading)).contains("Timeout").doesNotContain(token);
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.asString()).doesNotContain(token);
    assertThat(RdStation.crm().requests())
        .as("the token came along")
        .anyMatch(
            asked -> asked.path().endsWith("/contacts") && (asked.query() + "").contains(token));
    ROOT.info("heard to the end");
    assertThat(logged).anyMatch(line -> line.contains("heard to the end"));
    assertThat(logged).noneMatch(line -> line.contains(token));
    assertThat(traces.ended()).noneMatch(span -> span.contains(token));
  }

  private static String whole(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Whatever is logged, by anybody, with its exceptions. */
  private final class Lines extends Handler {
    Lines() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      String text = ((ExtLogRecord) record).getFormattedMessage();
      logged.add(record.getThrown() == null ? text : text + whole(record.getThrown()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
