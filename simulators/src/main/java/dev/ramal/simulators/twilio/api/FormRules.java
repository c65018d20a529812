package dev.ramal.simulators.twilio.api;

import dev.ramal.simulators.http.Fields;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks shared by every form the API takes: known names, values in range, callable URLs. */
public final class FormRules {
  public static final List<String> METHODS = List.of("GET", "POST");

  private FormRules() {}

  public static void onlyKnown(Fields form, Set<String> known) {
    for (String name : form.names()) {
      if (!known.contains(name)) {
        throw TwilioErrors.bad(20001, "Unknown parameter: " + name);
      }
    }
  }

  public static void oneOf(Fields form, String name, List<String> allowed) {
    for (String value : form.all(name)) {
      for (String word : value.split(" ")) {
        if (!value.isEmpty() && !allowed.contains(word)) {
          throw TwilioErrors.bad(20001, "Invalid " + name + ": " + value);
        }
      }
    }
  }

  public static void within(Fields form, String name, int least, int most) {
    String value = form.get(name);
    if (value == null) {
      return;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the refusal
    }
    throw TwilioErrors.bad(20001, name + " must be between " + least + " and " + most);
  }

  public static void callable(Fields form, String... names) {
    for (String name : names) {
      String value = form.get(name);
      if (value != null && !isCallable(value)) {
        throw TwilioErrors.bad(21205, name + " is not a valid URL: " + value);
      }
    }
  }

  /** The name of a form's field in documents: {@code VoiceUrl} becomes {@code voice_url}. */
  public static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Absolute http or https, with a host that has no underscore. */
  public static boolean isCallable(String url) {
    try {
      URI uri = URI.create(TwilioSignature.withoutFragment(url));
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && !uri.getHost().contains("_");
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
