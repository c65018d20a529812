package dev.ramal.carriers.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.CarrierStub;
import dev.ramal.carriers.TestAccounts;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelnyxApiTest {
  private final CarrierStub stub = new CarrierStub();
  private TelnyxApi telnyx;

  record NewMessage(String to, String messagingProfileId, List<String> mediaUrls) {}

  record SentMessage(String id) {}

  @BeforeEach
  void open() {
    telnyx = new TelnyxApi(new Vertx(stub.vertx()), settings(stub.url() + "/v2"));
  }

  @AfterEach
  void close() {
    telnyx.close();
    stub.close();
  }

  @Test
  void shouldWriteSnakeCaseLeaveOutAbsentFieldsAndUnwrapData() {
    // Given
    stub.answer(200, "application/json", "{\"data\":{\"id\":\"m1\",\"new_field\":1}}");

    // When
    CarrierReply<SentMessage> reply = post();

    // Then
    assertThat(reply).isEqualTo(new CarrierReply.Done<>(new SentMessage("m1")));
    CarrierStub.Received sent = stub.received().get(0);
    assertThat(sent.uri()).isEqualTo("/v2/messages");
    assertThat(sent.authorization()).isEqualTo("Bearer KEYsecret");
    assertThat(sent.body()).isEqualTo("{\"to\":\"+5511987654321\",\"messaging_profile_id\":\"p\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 302, 408})
  void shouldSendAPostOnceAndCallItUnknownWhenTelnyxStumbles(int status) {
    // Given
    stub.answer(status, "application/json", "{\"errors\":[{\"code\":\"10007\"}]}");

    // When
    CarrierReply<SentMessage> reply = post();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
    assertThat(stub.received()).hasSize(1);
  }

  @Test
  void shouldTellARequestThatNeverLeft() {
    // Given
    telnyx.close();
    telnyx = new TelnyxApi(new Vertx(stub.vertx()), settings("http://localhost:1/v2"));

    // When
    CarrierReply<SentMessage> reply = post();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
    assertThat(reply.neverLeft()).isTrue();
  }

  @Test
  void shouldSendAPostOnceWhenNothingComesBack() {
    // Given
    stub.answerNothing();

    // When
    CarrierReply<SentMessage> reply = post();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
    assertThat(reply.neverLeft()).isFalse();
    assertThat(stub.received()).hasSize(1);
  }

  @Test
  void shouldSendAPostOnceWhenTheConnectionBreaks() {
    // Given
    stub.breakConnection();

    // When
    CarrierReply<SentMessage> reply = post();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
    assertThat(reply.neverLeft()).isFalse();
    assertThat(stub.received()).hasSize(1);
  }

  @Test
  void shouldReportThrottlingWithItsPause() {
    // Given
    stub.answer(429, "application/json", "{\"errors\":[{\"code\":\"10011\"}]}");

    // When
    CarrierReply<SentMessage> reply = post();

    // Then
    assertThat(reply).isEqualTo(new CarrierReply.Throttled<SentMessage>(Duration.ofSeconds(7)));
  }

  @Test
  void shouldPassOnARefusalInTelnyxsWords() {
    // Given
    stub.answer(
        422,
        "application/json",
        "{\"errors\":[{\"code\":\"10015\",\"title\":\"Bad request\",\"detail\":\"'to' is bad\"}]}");

    // When
    CarrierReply<SentMessage> reply = post();

    // Then
    assertThat(reply)
        .isEqualTo(new CarrierReply.Refused<SentMessage>(422, "10015", "Bad request: 'to' is bad"));
  }

  @Test
  void shouldEncodeQueryNamesAndSegments() {
    // Given
    stub.answer(200, "application/json", "{\"data\":[{\"id\":\"r1\"}]}");

    // When
    CarrierReply<SentMessage[]> reply =
        telnyx
            .get(
                TestAccounts.telnyx(),
                "/calls/" + TelnyxApi.segment("v3:a/b"),
                Map.of("filter[call_leg_id]", "x"),
                SentMessage[].class)
            .await()
            .atMost(Duration.ofSeconds(5));

    // Then
    assertThat(((CarrierReply.Done<SentMessage[]>) reply).value()).hasSize(1);
    assertThat(stub.received().get(0).uri())
        .isEqualTo("/v2/calls/v3%3Aa%2Fb?filter%5Bcall_leg_id%5D=x");
  }

  private CarrierReply<SentMessage> post() {
    return telnyx
        .post(
            TestAccounts.telnyx(),
            "/messages",
            new NewMessage("+5511987654321", "p", null),
            SentMessage.class)
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private static TelnyxSettings settings(String url) {
    return new TelnyxSettings() {
      @Override
      public String apiUrl() {
        return url;
      }

      @Override
      public Duration connectTimeout() {
        return Duration.ofSeconds(1);
      }

      @Override
      public Duration requestTimeout() {
        return Duration.ofMillis(400);
      }

      @Override
      public int connections() {
        return 4;
      }
    };
  }
}
