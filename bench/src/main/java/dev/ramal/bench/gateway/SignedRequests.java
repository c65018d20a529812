package dev.ramal.bench.gateway;

import dev.ramal.bench.load.BenchConnections;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.load.TwilioSigning;
import dev.ramal.bench.room.Room;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Call-status callbacks as Twilio posts them, signed beforehand: whole requests, ready to write.
 */
final class SignedRequests {
  private static final String CONNECTION = Organizations.connectionOf(0).value();

  private static final int CALLS = 256;
  private static final String[] STATUSES = {"initiated", "ringing", "in-progress", "completed"};

  private SignedRequests() {}

  static List<Buffer> make(String authToken) {
    List<Buffer> requests = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      String id = new UUID(0x0199_0000_0000_7000L + call, 0x8000_0000_0000_0000L + call).toString();
      for (int sequence = 0; sequence < STATUSES.length; sequence++) {
        requests.add(request(id, call, sequence, authToken));
      }
    }
    return requests;
  }

  private static Buffer request(String id, int call, int sequence, String authToken) {
    String path = "/webhooks/twilio/" + CONNECTION + "/call-status?call=" + id + "&leg=lead";
    SortedMap<String, String> form = form(call, sequence);
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return Buffer.buffer(
        "POST "
            + path
            + " HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "User-Agent: TwilioProxy/1.1\r\n"
            + "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
            + "X-Twilio-Signature: "
            + TwilioSigning.sign(Room.PUBLIC_BASE + path, form, authToken)
            + "\r\n"
            + "I-Twilio-Idempotency-Token: "
            + id
            + "\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static SortedMap<String, String> form(int call, int sequence) {
    SortedMap<String, String> form = new TreeMap<>();
    form.put("AccountSid", BenchConnections.ACCOUNT);
    form.put("ApiVersion", "2010-04-01");
    form.put("CallSid", "CA%032x".formatted(call));
    form.put("CallStatus", STATUSES[sequence]);
    form.put("Direction", "outbound-api");
    form.put("CallbackSource", "call-progress-events");
    form.put("SequenceNumber", Integer.toString(sequence));
    form.put("Timestamp", "Sat, 21 Nov 2026 12:00:0" + sequence + " +0000");
    for (String side : List.of("From", "Caller")) {
      place(form, side, "+551140000000");
    }
    for (String side : List.of("To", "Called")) {
      place(form, side, "+55119" + (80000000 + call));
    }
    if (sequence == STATUSES.length - 1) {
      form.put("CallDuration", "37");
      form.put("Duration", "1");
      form.put("SipResponseCode", "200");
    }
    return form;
  }

  private static void place(Map<String, String> form, String side, String number) {
    form.put(side, number);
    form.put(side + "City", "São Paulo");
    form.put(side + "State", "SP");
    form.put(side + "Zip", "");
    form.put(side + "Country", "BR");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
