package dev.ramal.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HubSpotTextTest {
  private static final String MARKER = "Ramal: ligação 019";

  @Test
  @DisplayName("CRM-223 what people wrote is text there, never HTML, and links can be followed")
  void shouldEscapeWhatPeopleWrote() {
    // When
    String html =
        HubSpotText.html(
            "Anotações: <script>alert(\"1\")</script> A & B\nGravação: https://x.test/r?a=1&b=2#t\n"
                + MARKER);

    // Then
    assertThat(html)
        .doesNotContain("<script>")
        .contains("A &amp; B<br>Gravação: <a href=\"https://x.test/r?a=1&amp;b=2#t\">")
        .endsWith("<br>" + MARKER);
  }

  @Test
  @DisplayName("CRM-223 a text that is too long loses lines, and never the one it is found by")
  void shouldKeepTheMarker() {
    // When
    String html = HubSpotText.html(("&".repeat(1_000) + "\n").repeat(20) + MARKER);

    // Then
    assertThat(html.length()).isLessThanOrEqualTo(HubSpotText.LONGEST);
    assertThat(HubSpotText.holds(html, MARKER)).isTrue();
    assertThat(HubSpotText.holds(HubSpotText.html("&".repeat(99_999) + "\n" + MARKER), MARKER))
        .isTrue();
  }

  @Test
  @DisplayName("CRM-223 a body is ours however it was edited around our line")
  void shouldFindALineOfOurs() {
    // Then
    assertThat(
            HubSpotText.holds("<p>Olá</p><div>Ramal:&nbsp;liga&ccedil;&atilde;o 019</div>", MARKER))
        .isTrue();
    assertThat(HubSpotText.holds("Ramal: complemento da ligação 019", MARKER)).isFalse();
    assertThat(HubSpotText.holds(null, MARKER)).isFalse();
  }
}
