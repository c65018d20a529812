package dev.ramal.gateway.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The words by which dashboards and carriers' supporters know how a request ended. */
class CallbackOutcomeTest {

  @Test
  void shouldKeepTheWordsOfMeters() {
    // When
    var words = Arrays.stream(CallbackOutcome.values()).map(CallbackOutcome::metric);

    // Then
    assertThat(words)
        .containsExactly(
            "accepted",
            "bulk",
            "uninteresting",
            "quarantined",
            "instructed",
            "fallback",
            "no-such-callback",
            "unknown-connection",
            "not-posted",
            "too-large",
            "wrong-type",
            "unsigned",
            "forged",
            "wrong-account",
            "malformed",
            "catching-up",
            "not-taken",
            "over-budget",
            "broken");
  }

  @Test
  void shouldKeepTheCodesOfProblems() {
    // When
    var codes =
        Arrays.stream(CallbackOutcome.values())
            .filter(outcome -> outcome.code() != null)
            .map(outcome -> outcome.code() + " " + outcome.status());

    // Then
    assertThat(codes)
        .containsExactly(
            "GATEWAY-0001 404",
            "GATEWAY-0002 404",
            "GATEWAY-0003 405",
            "GATEWAY-0004 413",
            "GATEWAY-0005 415",
            "GATEWAY-0006 403",
            "GATEWAY-0007 403",
            "GATEWAY-0008 403",
            "GATEWAY-0009 400",
            "GATEWAY-0010 503",
            "GATEWAY-0011 503",
            "GATEWAY-0012 503",
            "GATEWAY-0013 500");
  }
}
