package dev.ramal.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class StandInCarrierTest {
  private static final String ACCOUNT = "AC00000000000000000000000000000001";
  private static final String SLOW = "AC00000000000000000000000000000002";

  @Test
  void shouldRememberForWhichCallItWasAsked() throws Exception {
    try (StandInCarrier carrier = new StandInCarrier()) {
      // When
      HttpResponse<String> answer = post(carrier, ACCOUNT, "Calls", "?call=c1&leg=agent#rc=3");

      // Then
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).contains("\"sid\":\"CA");
      assertThat(carrier.asked("c1")).isNotNull();
      assertThat(carrier.asked("c2")).isNull();
    }
  }

  @Test
  void shouldLetOneAccountWait() throws Exception {
    try (StandInCarrier carrier = new StandInCarrier()) {
      // Given
      carrier.slowDown(SLOW, Duration.ofMillis(300));

      // When
      long begin = System.nanoTime();
      post(carrier, SLOW, "Calls", "?call=c1&leg=agent");

      // Then
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThanOrEqualTo(Duration.ofMillis(300));
      assertThat(carrier.asked("c1")).isLessThan(begin + Duration.ofMillis(300).toNanos());
    }
  }

  @Test
  void shouldKnowAnAccountThatIsAskedForWithoutABody() throws Exception {
    try (StandInCarrier carrier = new StandInCarrier()) {
      // When
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              carrier.url()
                                  + "/2010-04-01/Accounts/"
                                  + SLOW
                                  + "/IncomingPhoneNumbers.json"))
                      .timeout(Duration.ofSeconds(10))
                      .build(),
                  BodyHandlers.ofString());

      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"incoming_phone_numbers\":[]", "\"page_size\"");
    }
  }

  @Test
  void shouldTellOfEachMessageAndSayThatItHasArrived() throws Exception {
    try (StandInCarrier carrier = new StandInCarrier()) {
      // Given
      Map<String, String> told = new ConcurrentHashMap<>();
      carrier.tellOfMessages(told::put);

      // When
      post(carrier, ACCOUNT, "Messages", "?message=m1#rc=3");

      // Then
      assertThat(carrier.messages()).isOne();
      assertThat(told).containsOnlyKeys("m1");
      String arrived =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              carrier.url()
                                  + "/2010-04-01/Accounts/"
                                  + ACCOUNT
                                  + "/Messages/"
                                  + told.get("m1")
                                  + ".json"))
                      .timeout(Duration.ofSeconds(10))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      assertThat(arrived).contains(told.get("m1"), "\"delivered\"", "\"price\"");
    }
  }

  @Test
  void shouldKnowAnyAccountOfTelnyx() throws Exception {
    try (StandInCarrier carrier = new StandInCarrier()) {
      // When
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(carrier.url() + "/v2/phone_numbers?page=1"))
                      .timeout(Duration.ofSeconds(10))
                      .build(),
                  BodyHandlers.ofString());

      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"data\":[]}");
    }
  }

  private static HttpResponse<String> post(
      StandInCarrier carrier, String account, String what, String query) throws Exception {
    String callback = "https://hooks.ramal.test/webhooks/twilio/x/call-status" + query;
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        carrier.url() + "/2010-04-01/Accounts/" + account + "/" + what + ".json"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "To=%2B5511912345678&StatusCallback="
                            + URLEncoder.encode(callback, StandardCharsets.UTF_8)))
                .build(),
            BodyHandlers.ofString());
  }
}
