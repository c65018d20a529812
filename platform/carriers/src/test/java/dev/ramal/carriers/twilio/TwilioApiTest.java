package dev.ramal.carriers.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.CarrierStub;
import dev.ramal.carriers.TestAccounts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioApiTest {
  private final CarrierStub stub = new CarrierStub();
  private TwilioApi twilio;

  @BeforeEach
  void open() {
    twilio = new TwilioApi(settings(stub.url()));
  }

  @AfterEach
  void close() throws IOException {
    twilio.close();
    stub.close();
  }

  @Test
  void shouldSendToTheConfiguredHostWithTheAccountsOwnCredentials() {
    // Given
    stub.answer(201, "application/json", "{\"sid\":\"SM1\",\"status\":\"queued\",\"price\":null}");

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Done.class);
    assertThat(((CarrierReply.Done<Message>) reply).value().getSid()).isEqualTo("SM1");
    CarrierStub.Received sent = stub.received().get(0);
    assertThat(sent.uri())
        .isEqualTo("/2010-04-01/Accounts/" + TestAccounts.ACCOUNT_SID + "/Messages.json");
    assertThat(sent.authorization()).startsWith("Basic ");
    assertThat(sent.body()).contains("To=%2B5511987654321").contains("Body=ol%C3%A1");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 302, 408})
  void shouldSendAPostOnceAndCallItUnknownWhenTwilioStumbles(int status) {
    // Given
    stub.answer(status, "application/json", "{\"code\":20500,\"message\":\"x\",\"status\":500}");

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
    assertThat(stub.received()).hasSize(1);
  }

  @Test
  void shouldTellARequestThatNeverLeft() throws IOException {
    // Given
    twilio.close();
    twilio = new TwilioApi(settings("http://localhost:1"));

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
    assertThat(reply.neverLeft()).isTrue();
  }

  @Test
  void shouldSendAPostOnceWhenNothingComesBack() {
    // Given
    stub.answerNothing();

    // When
    CarrierReply<Message> reply = sendMessage();

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
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
    assertThat(reply.neverLeft()).isFalse();
    assertThat(stub.received()).hasSize(1);
  }

  @Test
  void shouldReportThrottlingWithItsPauseAndSendOnce() {
    // Given
    stub.answer(429, "application/json", "{\"code\":20429,\"message\":\"slow\",\"status\":429}");

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isEqualTo(new CarrierReply.Throttled<Message>(Duration.ofSeconds(7)));
    assertThat(stub.received()).hasSize(1);
  }

  @Test
  void shouldPassOnARefusalInTwiliosWords() {
    // Given
    stub.answer(400, "application/json", "{\"code\":21211,\"message\":\"Bad To\",\"status\":400}");

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isEqualTo(new CarrierReply.Refused<Message>(400, "21211", "Bad To"));
  }

  @Test
  void shouldNotTakeAProxysPageForARefusal() {
    // Given
    stub.answer(403, "text/html", "<html>blocked</html>");

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
  }

  @Test
  void shouldNotTakeAPageOfHtmlForSuccess() {
    // Given
    stub.answer(200, "text/html", "<html>welcome</html>");

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Unknown.class);
  }

  @Test
  void shouldSendWhileAllQuestionsWait() {
    // Given
    CountDownLatch answered = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      twilio
          .lookUp(TestAccounts.twilio(), client -> awaitQuietly(answered))
          .subscribe()
          .with(done -> {});
    }
    stub.answer(201, "application/json", "{\"sid\":\"SM1\",\"status\":\"queued\"}");

    // When
    CarrierReply<Message> reply = sendMessage();

    // Then
    answered.countDown();
    assertThat(reply).isInstanceOf(CarrierReply.Done.class);
  }

  private static boolean awaitQuietly(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private CarrierReply<Message> sendMessage() {
    return twilio
        .ask(
            TestAccounts.twilio(),
            client ->
                Message.creator(
                        new PhoneNumber("+5511987654321"), new PhoneNumber("+551130000001"), "olá")
                    .create(client))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private static TwilioSettings settings(String url) {
    return new TwilioSettings() {
      @Override
      public URI apiUrl() {
        return URI.create(url);
      }

      @Override
      public Duration connectTimeout() {
        return Duration.ofSeconds(1);
      }

      @Override
      public Duration responseTimeout() {
        return Duration.ofMillis(400);
      }

      @Override
      public int connections() {
        return 4;
      }

      @Override
      public int questions() {
        return 2;
      }
    };
  }
}
