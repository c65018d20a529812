package dev.ramal.simulators.twilio.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.context.NumberShelf.Type;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A telephone number as it is offered and shown. */
final class NumberJson {
  private NumberJson() {}

  /** The same number has the same sid at every start. */
  static String sid(String number) {
    UUID name = UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8));
    return "PN" + name.toString().replace("-", "");
  }

  /** Brazilian landlines and 0800 take no messages. */
  static boolean texts(String number) {
    return !"BR".equals(NumberShelf.countryOf(number)) || NumberShelf.typeOf(number) == Type.MOBILE;
  }

  static JsonObject capabilities(String number, String sms, String mms) {
    return new JsonObject()
        .put("voice", true)
        .put(sms, texts(number))
        .put(mms, "US".equals(NumberShelf.countryOf(number)))
        .put("fax", false);
  }

  static String addressRequirements(String number) {
    return "BR".equals(NumberShelf.countryOf(number)) ? "local" : "none";
  }

  static JsonObject available(String number) {
    String area = number.startsWith("+55") ? number.substring(3, 5) : number.substring(2, 5);
    return new JsonObject()
        .put("friendly_name", number)
        .put("phone_number", number)
        .put("iso_country", NumberShelf.countryOf(number))
        .put("region", NumberShelf.typeOf(number) == Type.TOLL_FREE ? null : area)
        .put("locality", null)
        .put("lata", null)
        .put("rate_center", null)
        .put("latitude", null)
        .put("longitude", null)
        .put("postal_code", null)
        .put("address_requirements", addressRequirements(number))
        .put("beta", false)
        .put("capabilities", capabilities(number, "SMS", "MMS"));
  }
}
