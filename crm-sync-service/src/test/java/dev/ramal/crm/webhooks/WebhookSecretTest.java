package dev.ramal.crm.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
  @Test
  @DisplayName("CRM-177 a secret is one of those that are live, and nothing else is")
  void shouldKnowTheLiveSecretsOnly() {
    // Given
    String first = WebhookSecret.create();
    String second = WebhookSecret.create();
    String[] live = {WebhookSecret.hash(second), WebhookSecret.hash(first)};

    // When, Then
    assertThat(first).hasSizeGreaterThan(40).isNotEqualTo(second);
    assertThat(WebhookSecret.isOneOf(first, live)).isTrue();
    assertThat(WebhookSecret.isOneOf(second, live)).isTrue();
    assertThat(WebhookSecret.isOneOf(first, WebhookSecret.hash(second), null)).isFalse();
    assertThat(WebhookSecret.isOneOf(null, live)).isFalse();
    assertThat(WebhookSecret.isOneOf("", null, null)).isFalse();
    assertThat(WebhookSecret.isOneOf(live[0], live)).isFalse();
    assertThat(WebhookSecret.isOneOf("x".repeat(10_000), live)).isFalse();
  }
}
