package dev.ramal.bench.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Twilio posts of calls that come in, three callbacks each. */
public final class InboundCallbacks {
  public static final int PER_CALL = 3;

  private static final String[] STATUSES = {"ringing", "in-progress", "completed"};
  private static final int[] SECONDS = {0, 5, 42};
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Instant began = Instant.now().minusSeconds(120);
  private final long series;

  public InboundCallbacks(long series) {
    this.series = series;
  }

  /** Path below the public base. */
  public static String path(int call) {
    return "/webhooks/twilio/" + Organizations.connectionOf(call) + "/call-status";
  }

  public SortedMap<String, String> form(int call, int step) {
    SortedMap<String, String> form = new TreeMap<>();
    form.put("AccountSid", BenchConnections.ACCOUNT);
    form.put("ApiVersion", "2010-04-01");
    form.put("CallSid", sid(call));
    form.put("CallStatus", STATUSES[step]);
    form.put("Direction", "inbound");
    form.put("CallbackSource", "call-progress-events");
    form.put("SequenceNumber", "" + step);
    form.put("Timestamp", RFC_2822.format(began.plusSeconds(SECONDS[step])));
    for (String side : List.of("From", "Caller")) {
      place(form, side, Organizations.otherSide(call));
    }
    for (String side : List.of("To", "Called")) {
      place(form, side, Organizations.numberOf(call));
    }
    if (step == STATUSES.length - 1) {
      form.put("CallDuration", "37");
      form.put("Duration", "1");
      form.put("SipResponseCode", "200");
    }
    return form;
  }

  /** A form as it is sent. */
  public static String body(SortedMap<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  String sid(int call) {
    return "CA%016x%016x".formatted(series, call);
  }

  Instant at(int step) {
    return began.plusSeconds(SECONDS[step]);
  }

  private static void place(SortedMap<String, String> form, String side, String number) {
    form.put(side, number);
    form.put(side + "City", "São Paulo");
    form.put(side + "State", "SP");
    form.put(side + "Zip", "");
    form.put(side + "Country", "BR");
  }
}
