package dev.ramal.crm.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookEndpointTest {
  private static final Instant NOON = Instant.parse("2026-11-20T15:00:00Z");
  private static final Duration OUT_OF_USE = Duration.ofDays(7);

  @Test
  @DisplayName("CRM-278 the secret that the CRM has taken lives until it has taken a newer one")
  void shouldKeepWhatTheCrmHasTaken() {
    // Given
    WebhookEndpoint known = endpoint(taken("first", 0));

    // When
    WebhookEndpoint halfway = known;
    for (String lost : List.of("second", "third", "fourth")) {
      halfway = renewed(halfway, LiveSecret.create(lost, NOON.plusSeconds(60)), NOON);
    }
    WebhookEndpoint whole = renewed(halfway, taken("fifth", 120), NOON.plusSeconds(120));
    WebhookEndpoint next =
        renewed(whole, LiveSecret.create("sixth", NOON.plusSeconds(180)), NOON.plusSeconds(180));

    // Then
    assertThat(names(halfway)).containsExactly("fourth", "third", "first");
    assertThat(names(whole)).containsExactly("fifth", "fourth", "first");
    assertThat(names(next)).containsExactly("sixth", "fifth");
  }

  @Test
  @DisplayName("CRM-279 where a person enters secrets, the one that the CRM shows lives")
  void shouldKeepWhatTheCrmShows() {
    // Given
    LiveSecret shown = new LiveSecret("shown", NOON, null, NOON);
    LiveSecret later = new LiveSecret("later", NOON, null, NOON.plusSeconds(60));
    LiveSecret taken = taken("taken", 0);
    LiveSecret partly = new LiveSecret("partly", NOON, null, NOON.plusSeconds(60));
    LiveSecret unseen = LiveSecret.create("unseen", NOON.plusSeconds(60));

    // When, Then: entered, and asked for anew
    assertThat(names(renewed(endpoint(unseen, later, shown), next(), NOON)))
        .containsExactly("next", "unseen", "later");
    assertThat(names(renewed(endpoint(later, shown, null), next(), NOON)))
        .containsExactly("next", "later", "shown");
    // taken by the CRM for every event, beside one that it shows for a part of them
    assertThat(names(renewed(endpoint(unseen, partly, taken), next(), NOON)))
        .containsExactly("next", "unseen", "taken");
    // taken long ago, and not shown since
    Instant nextMonth = NOON.plus(Duration.ofDays(30));
    LiveSecret recent = new LiveSecret("recent", NOON, null, nextMonth);
    assertThat(names(renewed(endpoint(unseen, recent, taken), next(), nextMonth)))
        .containsExactly("next", "unseen", "recent");
    // nobody has ever shown one
    assertThat(names(renewed(endpoint(unseen, next(), null), next(), NOON)))
        .containsExactly("next", "unseen");
  }

  @Test
  @DisplayName(
      "CRM-284 of what was set up before it was kept what the CRM has, both secrets live until one"
          + " is shown or taken")
  void shouldKeepBothWhereNothingIsKnown() {
    // Given
    LiveSecret old = LiveSecret.create("old", NOON);
    LiveSecret older = LiveSecret.create("older", NOON);
    WebhookEndpoint before = unheard(old, older, null);

    // When
    WebhookEndpoint halfway = before;
    for (String lost : List.of("second", "third", "fourth")) {
      halfway = renewed(halfway, LiveSecret.create(lost, NOON.plusSeconds(60)), NOON);
    }
    LiveSecret shown = new LiveSecret("older", NOON, null, NOON.plusSeconds(90));
    WebhookEndpoint heard = renewed(unheard(halfway.newest(), old, shown), next(), NOON);
    WebhookEndpoint alone = unheard(old, null, null);
    for (String lost : List.of("second", "third", "fourth")) {
      alone = renewed(alone, LiveSecret.create(lost, NOON.plusSeconds(60)), NOON);
    }

    // Then
    assertThat(names(halfway)).containsExactly("fourth", "old", "older");
    assertThat(names(heard)).containsExactly("next", "fourth", "older");
    assertThat(names(renewed(heard, next(), NOON))).containsExactly("next", "next", "older");
    assertThat(names(alone)).containsExactly("fourth", "second", "old");
  }

  @Test
  @DisplayName("CRM-279 that the CRM shows a secret is stored about once an hour")
  void shouldNotStoreEachTime() {
    // Given
    LiveSecret shown = new LiveSecret("shown", NOON, NOON, NOON);

    // When, Then
    assertThat(taken("taken", 0).isSeenAnew(NOON)).isTrue();
    assertThat(shown.isSeenAnew(NOON.plusSeconds(3_600))).isFalse();
    assertThat(shown.isSeenAnew(NOON.plusSeconds(3_601))).isTrue();
  }

  private static WebhookEndpoint renewed(WebhookEndpoint known, LiveSecret next, Instant now) {
    return known.renewed("crm", next, now.minus(OUT_OF_USE));
  }

  private static LiveSecret next() {
    return LiveSecret.create("next", NOON.plusSeconds(90));
  }

  private static LiveSecret taken(String name, int second) {
    Instant at = NOON.plusSeconds(second);
    return new LiveSecret(name, at, at, null);
  }

  private static WebhookEndpoint endpoint(LiveSecret newest) {
    return endpoint(newest, null, null);
  }

  private static WebhookEndpoint endpoint(
      LiveSecret newest, LiveSecret previous, LiveSecret older) {
    return new WebhookEndpoint(TenantId.of("aurora"), "id", "crm", newest, previous, older, false);
  }

  private static WebhookEndpoint unheard(LiveSecret newest, LiveSecret previous, LiveSecret older) {
    return new WebhookEndpoint(TenantId.of("aurora"), "id", "crm", newest, previous, older, true);
  }

  private static List<String> names(WebhookEndpoint endpoint) {
    return endpoint.live().stream().map(LiveSecret::hash).toList();
  }
}
