package dev.ramal.sandbox.story.steps;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageSent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The SMS that an organization wrote in a month, and the carrier's own list of them with
 * differences that are known. The same month gives the same messages however often the story is
 * told.
 */
record SmsHistory(String organization, YearMonth month) {
  static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  /** An account of its own, so that nothing else is missed in its file. */
  static final String CONNECTION = "conta-do-mes-passado";

  static final int MESSAGES = 12;

  private static final int LEFT_OUT = 3;
  private static final int DEARER = 6;
  private static final int LONGER = 9;
  private static final String FROM = "+551130001000";
  private static final BigDecimal PER_SEGMENT = new BigDecimal("0.0079");
  private static final BigDecimal OVERCHARGE = new BigDecimal("0.0050");

  /** One message. */
  record Sms(String id, String reference, Instant at, String to, int segments) {
    BigDecimal cost() {
      return PER_SEGMENT.multiply(BigDecimal.valueOf(segments));
    }
  }

  List<Sms> messages() {
    return IntStream.range(0, MESSAGES).mapToObj(this::message).toList();
  }

  private Sms message(int number) {
    String name = "%s %s %d".formatted(organization, month, number);
    return new Sms(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
        "SM%s%02d".formatted(month.toString().replace("-", ""), number),
        month.atDay(3 + 2 * number).atTime(10, number).atZone(ZONE).toInstant(),
        "+55219%08d".formatted(70_000_000 + number),
        1 + number % 3);
  }

  /** What messaging-service and the carrier tell of a message. */
  List<Event<?>> events(Sms sms) {
    return List.of(
        event(
            sms,
            "sent",
            new MessageSent(
                sms.id(),
                Channel.SMS,
                FROM,
                sms.to(),
                Carrier.TWILIO,
                CONNECTION,
                sms.reference(),
                sms.segments(),
                sms.at().plusSeconds(1),
                null,
                null,
                null,
                sms.at(),
                null)),
        event(
            sms,
            "costed",
            new MessageCosted(
                sms.id(),
                Carrier.TWILIO,
                sms.reference(),
                new Money(sms.cost(), "USD"),
                sms.at().plusSeconds(60))));
  }

  private Event<?> event(Sms sms, String what, Record data) {
    return new Event<>(
        UUID.nameUUIDFromBytes((what + sms.id()).getBytes(StandardCharsets.UTF_8)).toString(),
        "/messaging-service",
        sms.id(),
        sms.at().plusSeconds(61),
        TenantId.of(organization),
        null,
        Topics.MESSAGES,
        organization + ":" + sms.id(),
        data);
  }

  /**
   * The carrier's file: one message left out, one dearer, one with a segment more, one that nobody
   * here has sent, one listed twice.
   */
  String carrierFile() {
    StringBuilder file =
        new StringBuilder("Sid,SentDate,NumSegments,From,To,Direction,Status,Price,PriceUnit\n");
    List<Sms> messages = messages();
    for (int i = 0; i < messages.size(); i++) {
      Sms sms = messages.get(i);
      if (i != LEFT_OUT) {
        BigDecimal more = i == DEARER ? OVERCHARGE : i == LONGER ? PER_SEGMENT : BigDecimal.ZERO;
        file.append(line(sms, sms.segments() + (i == LONGER ? 1 : 0), sms.cost().add(more)));
      }
    }
    Sms first = messages.get(0);
    file.append(line(first, first.segments(), first.cost()));
    Sms strange = new Sms("", first.reference() + "X", first.at().plusSeconds(3600), first.to(), 1);
    return file.append(line(strange, strange.segments(), strange.cost())).toString();
  }

  private static String line(Sms sms, int segments, BigDecimal price) {
    return "%s,%s,%d,%s,%s,outbound-api,delivered,%s,USD\n"
        .formatted(
            sms.reference(), sms.at(), segments, FROM, sms.to(), price.negate().toPlainString());
  }
}
