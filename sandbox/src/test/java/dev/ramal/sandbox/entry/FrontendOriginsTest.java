package dev.ramal.sandbox.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.state.SandboxFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontendOriginsTest {
  @Test
  void shouldLetInTheUsualDevelopmentServersOfThisMachineAndNobodyElse() {
    // When
    FrontendOrigins usual = of("");

    // Then
    assertThat(usual.all()).contains("http://localhost:3000", "http://localhost:5173");
    assertThat(usual.all()).allMatch(origin -> origin.startsWith("http://localhost:"));
    assertThat(FrontendOrigins.of(Map.of())).isEqualTo(usual);
  }

  @Test
  void shouldTakeWhatIsNamedInsteadOfTheUsual() {
    // When
    FrontendOrigins named = of("https://app.example.com,http://localhost:9000");

    // Then
    assertThat(named.all()).containsExactly("https://app.example.com", "http://localhost:9000");
    assertThat(named.contains("http://localhost:3000")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*.example.com",
        "https://app.example.com/",
        "https://app.example.com/start",
        "app.example.com",
        "ftp://app.example.com",
        "https://App.example.com",
        "https://app.example.com:443",
        "http://app.example.com:80",
        "null",
        " ",
        "https://app.example.com, http://localhost:9000",
        "http://localhost:3000,",
        "http://user@localhost:3000"
      })
  void shouldSayWhatIsNoOrigin(String setting) {
    // Then
    assertThatThrownBy(() -> of(setting))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageStartingWith("RAMAL_FRONTEND_ORIGINS holds ");
  }

  private static FrontendOrigins of(String setting) {
    return FrontendOrigins.of(Map.of(FrontendOrigins.SETTING, setting));
  }
}
