package dev.ramal.sandbox.entry;

import dev.ramal.sandbox.state.SandboxFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From where pages may call the API and log people in. The API gateway and Keycloak of {@code
 * docker-compose.yml} take the same setting; a test compares what they take.
 *
 * @param all each as a browser sends it
 */
public record FrontendOrigins(List<String> all) {
  public static final String SETTING = "RAMAL_FRONTEND_ORIGINS";

  /** Where development servers listen: Next and others, Angular, Vite and its preview, Expo. */
  public static final String USUAL =
      "http://localhost:3000,http://localhost:4200,http://localhost:5173,"
          + "http://localhost:4173,http://localhost:8081";

  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:]+])(:[1-9][0-9]{0,4})?");

  /**
   * @throws SandboxFailure naming what is no origin
   */
  public static FrontendOrigins of(Map<String, String> environment) {
    String given = environment.getOrDefault(SETTING, "");
    return new FrontendOrigins(
        Arrays.stream((given.isEmpty() ? USUAL : given).split(",", -1))
            .map(FrontendOrigins::checked)
            .distinct()
            .toList());
  }

  public boolean contains(String origin) {
    return all.contains(origin);
  }

  private static String checked(String origin) {
    if (origin.contains("*")) {
      throw new SandboxFailure(
          SETTING
              + " holds "
              + origin
              + ": pages of strangers could act with the tokens of people who are logged in; name"
              + " each origin, separated by commas.");
    }
    if (!ORIGIN.matcher(origin).matches() || hasDefaultPort(origin)) {
      throw new SandboxFailure(
          SETTING
              + " holds \""
              + origin
              + "\", and a browser sends no such origin: scheme, host in small letters and a port"
              + " unless it is the scheme's own, no blanks, nothing behind, as in"
              + " http://localhost:5173.");
    }
    return origin;
  }

  private static boolean hasDefaultPort(String origin) {
    return origin.matches("http://.*:80") || origin.matches("https://.*:443");
  }
}
