package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.api.Address;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A call as the REST API shows it and as webhooks carry it. */
public final class CallJson {
  private static final List<String> SUBRESOURCES =
      List.of(
          "Notifications",
          "Recordings",
          "Payments",
          "Events",
          "Siprec",
          "Streams",
          "Transcriptions");

  private CallJson() {}

  public static JsonObject resource(TwilioCall call) {
    String uri = "/" + ApiVersion.DATE + "/Accounts/" + call.account.sid() + "/Calls/" + call.sid;
    JsonObject links = new JsonObject();
    SUBRESOURCES.forEach(
        name -> links.put(name.toLowerCase(java.util.Locale.ROOT), uri + "/" + name + ".json"));
    return new JsonObject()
        .put("sid", call.sid)
        .put("account_sid", call.account.sid())
        .put("parent_call_sid", call.parent == null ? null : call.parent.sid)
        .put("from", call.from)
        .put("from_formatted", call.from)
        .put("to", call.to)
        .put("to_formatted", call.to)
        .put("phone_number_sid", null)
        .put("status", "initiated".equals(call.status) ? "queued" : call.status)
        .put("direction", call.direction)
        .put("date_created", TwilioTime.rfc2822(call.created))
        .put("date_updated", TwilioTime.rfc2822(call.updated))
        .put("start_time", TwilioTime.rfc2822(call.started))
        .put("end_time", TwilioTime.rfc2822(call.ended))
        .put("duration", call.ended == null ? null : String.valueOf(call.seconds()))
        .put("price", call.price == null ? null : call.price.toPlainString())
        .put("price_unit", "USD")
        .put("answered_by", call.answeredBy)
        .put("api_version", ApiVersion.DATE)
        .put("forwarded_from", null)
        .put("group_sid", null)
        .put("caller_name", null)
        .put("queue_time", "0")
        .put("trunk_sid", null)
        .put("uri", uri + ".json")
        .put("subresource_uris", links);
  }

  /** The fields every voice webhook of the call carries. */
  public static Fields fields(TwilioCall call) {
    Fields fields =
        new Fields()
            .add("AccountSid", call.account.sid())
            .add("ApiVersion", ApiVersion.DATE)
            .add("CallSid", call.sid)
            .add("CallStatus", call.status)
            .add("Direction", call.direction)
            .add("From", call.from)
            .add("To", call.to)
            .add("Caller", call.from)
            .add("Called", call.to);
    place(fields, "From", call.from);
    place(fields, "Caller", call.from);
    place(fields, "To", call.to);
    place(fields, "Called", call.to);
    if (call.parent != null) {
      fields.add("ParentCallSid", call.parent.sid);
    }
    return fields;
  }

  private static void place(Fields fields, String party, String address) {
    String country = Address.country(address);
    fields
        .add(party + "City", "")
        .add(party + "State", "")
        .add(party + "Zip", "")
        .add(party + "Country", country);
  }
}
