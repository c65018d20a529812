package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Tells which fields of a connection are wrong, all at once. */
final class ValidateConnection {
  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-f]{32}");
  private static final Pattern SERVICE_SID = Pattern.compile("MG[0-9a-f]{32}");
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,512}");
  private static final Pattern TELNYX_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int KEY_BYTES = 32;
  private static final int MOST_NUMBERS = 1000;

  private final ConnectionRequest request;
  private final boolean secretsRequired;
  private Problem problem = CallProblems.BAD_CONNECTION;

  private ValidateConnection(ConnectionRequest request, boolean secretsRequired) {
    this.request = request;
    this.secretsRequired = secretsRequired;
  }

  /**
   * @param secretsRequired false when absent secrets stay as they are
   * @return the carrier
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  static Carrier check(ConnectionRequest request, boolean secretsRequired) {
    return new ValidateConnection(request, secretsRequired).check();
  }

  private Carrier check() {
    Carrier carrier = carrier();
    numbers();
    if (carrier == Carrier.TWILIO) {
      matches("accountSid", request.accountSid(), ACCOUNT_SID, "AC and 32 hexadecimal digits");
      secret("authToken", request.authToken());
      if (request.messagingServiceSid() != null) {
        matches(
            "messagingServiceSid",
            request.messagingServiceSid(),
            SERVICE_SID,
            "MG and 32 hexadecimal digits");
      }
      absent("apiKey", request.apiKey());
      absent("publicKey", request.publicKey());
      absent("connectionId", request.connectionId());
      absent("messagingProfileId", request.messagingProfileId());
    } else if (carrier == Carrier.TELNYX) {
      secret("apiKey", request.apiKey());
      publicKey();
      matches(
          "connectionId", request.connectionId(), TELNYX_ID, "the Call Control application's id");
      if (request.messagingProfileId() != null) {
        matches("messagingProfileId", request.messagingProfileId(), TELNYX_ID, "a profile's id");
      }
      absent("accountSid", request.accountSid());
      absent("authToken", request.authToken());
      absent("messagingServiceSid", request.messagingServiceSid());
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return carrier;
  }

  private Carrier carrier() {
    try {
      return Carrier.of(request.carrier() == null ? "" : request.carrier());
    } catch (IllegalArgumentException e) {
      problem = problem.field("carrier", "must name a carrier", "twilio", "telnyx");
      return null;
    }
  }

  private void numbers() {
    List<String> numbers = request.numbers();
    if (numbers == null || numbers.isEmpty() || numbers.size() > MOST_NUMBERS) {
      bad("numbers", "needs 1 to " + MOST_NUMBERS + " numbers in E.164");
      return;
    }
    for (int i = 0; i < numbers.size(); i++) {
      if (!E164.isValid(numbers.get(i))) {
        bad("numbers[" + i + "]", "must be E.164, as in +551130001000");
      }
    }
    if (numbers.stream().distinct().count() != numbers.size()) {
      bad("numbers", "names a number twice");
    }
  }

  private void publicKey() {
    if (request.publicKey() == null) {
      if (secretsRequired) {
        bad("publicKey", "is required: base64 of 32 bytes, from the Telnyx portal");
      }
      return;
    }
    try {
      if (Base64.getDecoder().decode(request.publicKey()).length == KEY_BYTES) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    bad("publicKey", "must be base64 of 32 bytes");
  }

  private void secret(String field, String value) {
    if (value == null) {
      if (secretsRequired) {
        bad(field, "is required");
      }
    } else if (!SECRET.matcher(value).matches()) {
      bad(field, "must be 8 to 512 visible characters");
    }
  }

  private void matches(String field, String value, Pattern form, String what) {
    if (value == null || !form.matcher(value).matches()) {
      bad(field, "must be " + what);
    }
  }

  private void absent(String field, String value) {
    if (value != null) {
      bad(field, "does not belong to this carrier");
    }
  }

  private void bad(String field, String message) {
    problem = problem.field(field, message);
  }
}
