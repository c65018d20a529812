package dev.ramal.calls.dialing;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.util.List;

/** Why a click is refused. Codes are listed in the README of this service. */
final class DialProblems {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private DialProblems() {}

  /** Names the number that was probably meant, when it is written the Brazilian way. */
  static ProblemException badNumber(String field, String given) {
    String meant = brazilian(given);
    return Problem.of(400, "CALLS-0001", "Not a number in E.164")
        .detail(
            meant == null
                ? "Write the number in E.164: a plus sign and 7 to 15 digits."
                : "Write the number in E.164. Perhaps you meant " + meant + ".")
        .field(field, "must be E.164, as in +5511987654321")
        .with("suggestion", meant)
        .exception();
  }

  static ProblemException notOurNumber(E164 from, List<E164> numbers) {
    return Problem.of(422, "CALLS-0002", "Not a number of this connection")
        .detail("Show one of the connection's numbers as caller id; carriers refuse any other.")
        .field("from", "is none of the connection's numbers", texts(numbers))
        .exception();
  }

  static ProblemException noConnection(Carrier carrier) {
    return Problem.of(422, "CALLS-0003", "No connection with this carrier")
        .detail("An administrator connects the carrier under /api/carriers.")
        .field("carrier", "has no enabled connection: " + carrier.wire())
        .exception();
  }

  static ProblemException noNumbers() {
    return Problem.of(422, "CALLS-0004", "The connection has no numbers")
        .detail("An administrator adds a number to the connection under /api/carriers.")
        .field("from", "cannot be chosen: the connection has no numbers")
        .exception();
  }

  static ProblemException notYourPhone() {
    return Problem.of(403, "CALLS-0005", "Not your phone")
        .detail("Only a manager or an admin may have another agent's phone rung.")
        .field("agentId", "must be absent or your own id")
        .exception();
  }

  static ProblemException notYoursToRecord(boolean setting) {
    return Problem.of(403, "CALLS-0009", "Not yours to decide about the recording")
        .detail("Only a manager or an admin may record a call, or not, against the setting.")
        .field("record", "must be absent or " + setting + ", as the organization has set it")
        .exception();
  }

  private static String brazilian(String given) {
    try {
      PhoneNumber number = NUMBERS.parse(given, "BR");
      return NUMBERS.isValidNumber(number) ? NUMBERS.format(number, PhoneNumberFormat.E164) : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  private static String[] texts(List<E164> numbers) {
    return numbers.stream().map(E164::value).toArray(String[]::new);
  }
}
