package dev.ramal.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedMethodsTest {
  @ParameterizedTest
  @CsvSource({
    "/api/calls, /api/calls, true",
    "/api/calls, /api/calls/, true",
    "/api/calls/, /api/calls, true",
    "/api/calls/{id}, /api/calls/7, true",
    "/api/calls/{id}, /api/calls, false",
    "/api/calls/{id}, /api/calls/7/events, false",
    "/api/calls/{id}/events, /api/calls/7/events, true",
    "'/play/{file: player\\.js|player\\.css}', /play/player.css, true",
    "'/play/{file: player\\.js|player\\.css}', /play/playerXcss, false",
  })
  void shouldTellWhetherATemplateCoversAPath(String template, String path, boolean covers) {
    // When, Then
    assertThat(AllowedMethods.pattern(template).matcher(path).matches()).isEqualTo(covers);
  }
}
