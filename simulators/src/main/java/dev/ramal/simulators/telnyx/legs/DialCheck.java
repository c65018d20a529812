package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.Parameters;
import dev.ramal.simulators.telnyx.api.PhoneNumbers;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.setup.Settings;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** The strict check of {@code POST /calls}. */
public final class DialCheck {
  private static final Pattern SIP = Pattern.compile("sips?:[^\\s@]+@[^\\s@]+");
  private static final List<String> DETECTION =
      List.of("premium", "detect", "detect_beep", "detect_words", "greeting_end", "disabled");

  private DialCheck() {}

  public static void check(TelnyxAccount account, Settings settings, JsonObject body) {
    Parameters.check("dial", body);
    if (!settings.hasApplication(account, body.getString("connection_id"))) {
      throw TelnyxErrors.unprocessable(
          "Only Call Control Apps with valid webhook URL are accepted", "/connection_id");
    }
    if (!(body.getValue("to") instanceof String to)) {
      throw TelnyxErrors.unprocessable("to must be one number or SIP URI here", "/to");
    }
    checkTo(account, to);
    checkFrom(account, body.getString("from"));
    oneOf(body, "record", List.of("record-from-answer"));
    oneOf(body, "record_channels", List.of("single", "dual"));
    oneOf(body, "record_format", List.of("wav", "mp3"));
    oneOf(body, "answering_machine_detection", DETECTION);
    oneOf(body, "webhook_url_method", List.of("POST", "GET"));
    within(body, "timeout_secs", 5, 600, "90028");
    within(body, "time_limit_secs", 30, 14_400, "90029");
    checkUrl(body, "webhook_url");
  }

  private static void checkTo(TelnyxAccount account, String to) {
    boolean sip = SIP.matcher(to).matches();
    if (!sip && !PhoneNumbers.isNumber(to)) {
      throw notE164("to");
    }
    if (!sip && !account.mayReach(to)) {
      throw TelnyxErrors.error(
          403,
          "10010",
          "Authorization failed",
          "Dialed number is not included in whitelisted countries D13",
          "/to");
    }
  }

  private static void checkFrom(TelnyxAccount account, String from) {
    if (!PhoneNumbers.isNumber(from)) {
      throw notE164("from");
    }
    if (!account.numbers().contains(from)) {
      throw TelnyxErrors.error(
          403, "10010", "Authorization failed", "Unverified origination number D51", "/from");
    }
  }

  private static dev.ramal.simulators.http.ApiError notE164(String name) {
    return TelnyxErrors.error(
        422,
        "10016",
        "Phone number must be in +E.164 format",
        "The '" + name + "' parameter must be in +E.164 format or a SIP URI.",
        "/" + name);
  }

  public static void oneOf(JsonObject body, String name, List<String> allowed) {
    String value = body.getString(name);
    if (value != null && !allowed.contains(value)) {
      throw TelnyxErrors.error(
          422,
          "10032",
          "Invalid enumerated value",
          name + " must be one of " + allowed,
          "/" + name);
    }
  }

  private static void within(JsonObject body, String name, int least, int most, String code) {
    Object value = body.getValue(name);
    if (value != null && !(value instanceof Integer number && number >= least && number <= most)) {
      throw TelnyxErrors.error(
          422,
          code,
          "Invalid value for " + name,
          name + " must be a number between " + least + " and " + most,
          "/" + name);
    }
  }

  public static void checkUrl(JsonObject body, String name) {
    String url = body.getString(name);
    if (url == null) {
      return;
    }
    try {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException malformed) {
      // falls through to the refusal
    }
    throw TelnyxErrors.error(422, "10003", "Invalid URL", name + " is not a URL", "/" + name);
  }
}
