package dev.ramal.sandbox.running;

import dev.ramal.sandbox.state.SandboxFailure;
import java.util.Map;
import java.util.Optional;

/** For whoever wants to see within a minute what their page does when its token expires. */
final class FrontendTokens {
  static final String SETTING = "RAMAL_FRONTEND_TOKEN_SECONDS";

  private FrontendTokens() {}

  /** How long access tokens of pages hold; empty: as the realm says. */
  static Optional<Integer> seconds(Map<String, String> environment) {
    String given = environment.getOrDefault(SETTING, "");
    if (given.isBlank()) {
      return Optional.empty();
    }
    if (!given.matches("[1-9][0-9]{0,4}")) {
      throw new SandboxFailure(SETTING + " takes whole seconds above 0, not \"" + given + "\".");
    }
    return Optional.of(Integer.valueOf(given));
  }
}
