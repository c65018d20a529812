package dev.ramal.bench.gateway;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Call-status callbacks as Twilio posts them, signed beforehand: whole requests, ready to write.
 */
final class SignedRequests {
  static final String ACCOUNT = "AC00000000000000000000000000000001";
  static final String CONNECTION = "bench";
  static final String PUBLIC_BASE = "https://hooks.ramal.test";

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
    Map<String, String> form = form(call, sequence);
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
            + sign(PUBLIC_BASE + path, form, authToken)
            + "\r\n"
            + "I-Twilio-Idempotency-Token: "
            + id
            + "\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static Map<String, String> form(int call, int sequence) {
    Map<String, String> form = new TreeMap<>();
    form.put("AccountSid", ACCOUNT);
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

  private static String sign(String url, Map<String, String> form, String authToken) {
    StringBuilder signed = new StringBuilder(url);
    form.forEach((name, value) -> signed.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
