package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Leg;
import dev.ramal.events.LegName;
import dev.ramal.events.Money;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.calls.TranscriptReady;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReceived;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageFactsTest {
  private static final TenantId AURORA = TenantId.of("aurora");

  @DisplayName("BILL-73 each leg of a call is a usage of its own, two of one name as well")
  @Test
  void shouldCountEachLeg() {
    // Given
    CallEnded call =
        ended(leg("agent", "softphone", 50), leg("agent", "mobile", 20), leg("lead", null, 37));

    // When
    List<Used> usage = CallUsage.of(AURORA, call);

    // Then
    assertThat(usage).extracting(u -> u.key().leg()).containsExactly("agent", "agent-2", "lead");
    assertThat(usage).extracting(u -> u.usage().leg()).containsExactly("agent", "agent", "lead");
    assertThat(usage).extracting(u -> u.usage().quantity()).containsExactly(50L, 20L, 37L);
    assertThat(usage.get(2).usage().destinationClass()).isEqualTo(DestinationClass.LANDLINE);
  }

  @DisplayName("BILL-73 each leg of a call is a usage of its own, two of one name as well")
  @Test
  void shouldRateWhoTookACallOverAsAnAgent() {
    // Given
    CallEnded call =
        ended(leg("agent", "softphone", 23), leg("agent-2", "mobile", 48), leg("lead", null, 60));

    // When
    List<Used> usage = CallUsage.of(AURORA, call);

    // Then
    assertThat(usage).extracting(u -> u.key().leg()).containsExactly("agent", "agent-2", "lead");
    assertThat(usage).extracting(u -> u.usage().leg()).containsExactly("agent", "agent", "lead");
    assertThat(usage).extracting(u -> u.usage().quantity()).containsExactly(23L, 48L, 60L);
  }

  @Test
  void shouldRememberALeadThatWasNeverDialled() {
    // Given
    CallEnded call = ended(leg("agent", "softphone", 0));

    // When
    List<Used> usage = CallUsage.of(AURORA, call);

    // Then
    assertThat(usage).extracting(u -> u.key().leg()).containsExactly("agent", "lead");
  }

  @DisplayName(
      "BILL-211 each recording that was written down is a usage of its own, and nothing else is")
  @Test
  void shouldCountTranscripts() {
    // Given
    TranscriptReady first = transcript("r-1", 90);

    // When
    List<Used> usage = RecordingUsage.of(AURORA, first);

    // Then
    assertThat(usage).hasSize(1);
    Used used = usage.get(0);
    assertThat(used.usage().meter()).isEqualTo(Meter.TRANSCRIPTION_MINUTE);
    assertThat(used.usage().quantity()).isEqualTo(90);
    assertThat(used.usage().occurredAt()).isEqualTo(Samples.NOVEMBER);
    assertThat(used.by()).isEqualTo(new Attribution("agent-1", "Ana", "contact-7", "campaign-9"));
    assertThat(RecordingUsage.of(AURORA, transcript("r-1", 91)).get(0).key().usageId())
        .isEqualTo(used.key().usageId());
    assertThat(RecordingUsage.of(AURORA, transcript("r-2", 90)).get(0).key().usageId())
        .isNotEqualTo(used.key().usageId());
    assertThat(RecordingUsage.of(AURORA, transcript("r-1", null))).isEmpty();
    PostedUsage posted = PostedUsage.of(used, used);
    assertThat(posted.entries()).hasSize(1);
    assertThat(posted.balance().cost()).isEqualTo(Money.brl("0.75"));
    assertThat(posted.balance().price()).isEqualTo(Money.brl("1.50"));
  }

  @DisplayName("BILL-481 minutes of a recording lie where it ended, however late it was fetched")
  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  void shouldCountARecordingWhereItEnded(String organization) {
    // Given
    TenantId tenant = TenantId.of(organization);
    Instant ended = Instant.parse("2026-12-01T02:59:30Z");
    Instant fetched = ended.plusSeconds(60);

    // When
    List<Used> usage = RecordingUsage.of(tenant, recording(fetched, ended));

    // Then
    assertThat(usage).singleElement().extracting(Used::key).extracting("tenant").isEqualTo(tenant);
    assertThat(usage.get(0).usage().occurredAt()).isEqualTo(ended);
    assertThat(RecordingUsage.of(tenant, recording(fetched.plusSeconds(86_400), ended)))
        .isEqualTo(usage);
    assertThat(RecordingUsage.of(tenant, recording(fetched, null)).get(0).usage().occurredAt())
        .as("an event of before")
        .isEqualTo(fetched);
  }

  private static RecordingReady recording(Instant readyAt, Instant recordedAt) {
    return new RecordingReady(
        "call-1",
        "r-1",
        "RE1",
        Carrier.TWILIO,
        "object",
        "audio/mpeg",
        37,
        592_044L,
        2,
        "/api/recordings/r-1/media",
        null,
        readyAt,
        recordedAt);
  }

  @DisplayName("BILL-372 a received message is counted as inbound, by who wrote and its segments")
  @ParameterizedTest
  @CsvSource({
    "SMS, +5521987654321, 3, sms-national, 3",
    "SMS, +5521987654321, 0, sms-national, 1",
    "SMS, +351912345678, 1, sms-international-PT, 1",
    "SMS, 27182, 2, sms-national, 2",
    "SMS, BANCO, 1, sms-national, 1",
    "SMS, '', 1, sms-national, 1",
    "WHATSAPP, +5521987654321, 4, whatsapp, 1",
    "WHATSAPP, +351912345678, 1, whatsapp-PT, 1"
  })
  void shouldCountWhatIsReceived(
      Channel channel, String from, int segments, String destinationClass, long quantity) {
    // Given
    MessageReceived received =
        new MessageReceived(
            "m-1",
            "v-1",
            channel,
            from,
            "+551130001000",
            "oi",
            null,
            null,
            null,
            null,
            null,
            Carrier.TWILIO,
            "c-1",
            "SM1",
            segments,
            Samples.NOVEMBER);

    // When
    Used used = MessageUsage.of(AURORA, received);

    // Then
    assertThat(used.usage().direction()).isEqualTo(Direction.INBOUND);
    assertThat(used.usage().destinationClass()).isEqualTo(new DestinationClass(destinationClass));
    assertThat(used.usage().quantity()).isEqualTo(quantity);
    assertThat(used.usage().party()).isEqualTo(from.isEmpty() ? null : from);
    assertThat(used.reference()).isEqualTo(new CarrierReference("SM1", "c-1"));
    assertThat(used.key().usageId()).isEqualTo(MessageUsage.of(AURORA, received).key().usageId());
    assertThat(
            new RateUsage(
                    Samples.book(Samples.seeded("referencia-recebidas-2026.1")), Samples.EXCHANGE)
                .rate(used.usage()))
        .isInstanceOfSatisfying(
            Rating.Rated.class, rated -> assertThat(rated.price()).isEqualTo(Money.zero("BRL")));
  }

  @DisplayName("BILL-164 a usage knows who used it, with whom and for what")
  @Test
  void shouldKnowWhoUsedIt() {
    // Given
    Attribution ana = new Attribution("agent-1", "Ana", "contact-7", null);
    Used called = new Used(Facts.KEY, 0, Samples.leadCall("mobile", 37), ana);
    Used corrected = Facts.used(1, "mobile", 61);

    // When
    PostedUsage posted = PostedUsage.of(called, corrected, Facts.costed("0.02", "BRL", 1));

    // Then
    assertThat(posted.entries()).hasSize(3).extracting(LedgerEntry::by).containsOnly(ana);
    assertThat(StoredUsage.of(posted.record()).toRecord()).isEqualTo(posted.record());
    assertThat(
            MessageUsage.of(
                    AURORA,
                    new MessageRead(
                        "m-1",
                        Channel.WHATSAPP,
                        "+5511987654321",
                        Samples.NOVEMBER,
                        "agent-1",
                        "Ana",
                        "contact-7",
                        null,
                        null,
                        null))
                .by())
        .isEqualTo(ana);
    assertThat(CallUsage.of(AURORA, ended(leg("lead", "mobile", 37))))
        .extracting(Used::by)
        .containsExactly(new Attribution("agent-1", "Ana", null, null));
  }

  @DisplayName("BILL-276 a usage knows by which name and account the carrier lists it")
  @Test
  void shouldKnowTheCarriersName() {
    // Given
    CarrierReference name = new CarrierReference("CA9", "c-1");
    Used called = new Used(Facts.KEY, 0, Samples.leadCall("mobile", 37), Attribution.UNKNOWN, name);

    // When
    PostedUsage posted = PostedUsage.of(called, Facts.used(1, "mobile", 61));

    // Then
    assertThat(posted.record().reported().reference()).isEqualTo(name);
    StoredUsage stored = StoredUsage.of(posted.record());
    assertThat(stored.toRecord()).isEqualTo(posted.record());
    Golden.assertJson("metered-uses/reference.json", stored.reference());
    assertThat(CallUsage.of(AURORA, ended(leg("lead", "mobile", 37))))
        .extracting(Used::reference)
        .containsExactly(new CarrierReference("CA", "c"));
  }

  @DisplayName("BILL-156 a cost without an amount is none, and one of zero is a cost")
  @Test
  void shouldTakeACostWithoutAnAmountForNone() {
    // Given
    CallCosted nothing =
        new CallCosted("call-1", LegName.LEAD, Carrier.TELNYX, null, null, null, Samples.NOVEMBER);
    CallCosted free =
        new CallCosted(
            "call-1", LegName.LEAD, Carrier.TELNYX, null, Money.zero("USD"), 0, Samples.NOVEMBER);

    // When
    List<Costed> costs = CallUsage.of(AURORA, free);

    // Then
    assertThat(CallUsage.of(AURORA, nothing)).isEmpty();
    assertThat(
            MessageUsage.of(
                AURORA, new MessageCosted("m-1", Carrier.TELNYX, "x", null, Samples.NOVEMBER)))
        .isEmpty();
    PostedUsage posted = PostedUsage.of(Facts.used(0, "mobile", 37), costs.get(0));
    assertThat(posted.balance().cost()).isEqualTo(Money.zero("BRL"));
    assertThat(posted.balance().costIsReal()).isTrue();
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.21"));
  }

  @DisplayName("BILL-74 a message's class is its channel and the country of the number")
  @ParameterizedTest
  @CsvSource({
    "SMS,      +5511987654321, sms-national",
    "SMS,      +12125550100,   sms-international-US",
    "SMS,      +351912345678,  sms-international-PT",
    "WHATSAPP, +5511987654321, whatsapp",
    "WHATSAPP, +12125550100,   whatsapp-US"
  })
  void shouldClassifyMessages(Channel channel, String to, String expected) {
    // Given
    String number = to;

    // When
    DestinationClass destinationClass = MessageUsage.destinationClass(channel, number, null);

    // Then
    assertThat(destinationClass.word()).isEqualTo(expected);
  }

  @DisplayName(
      "BILL-335 a WhatsApp message's class tells its category, and an unknown one is no free one")
  @ParameterizedTest
  @CsvSource({
    "WHATSAPP, +5511987654321, MARKETING,      whatsapp-marketing,        true",
    "WHATSAPP, +5511987654321, SERVICE,        whatsapp-service,          true",
    "WHATSAPP, +12125550100,   UTILITY,        whatsapp-US-utility,       true",
    "WHATSAPP, +12125550100,   AUTHENTICATION, whatsapp-US-authentication, true",
    "WHATSAPP, +5511987654321, UNKNOWN,        unknown-whatsapp,          false",
    "WHATSAPP, +12125550100,   UNKNOWN,        unknown-whatsapp-US,       false",
    "SMS,      +5511987654321, MARKETING,      sms-national,              false"
  })
  void shouldClassifyByCategory(
      Channel channel, String to, WhatsAppCategory category, String expected, boolean covered) {
    // When
    DestinationClass found = MessageUsage.destinationClass(channel, to, category);

    // Then
    assertThat(found.word()).isEqualTo(expected);
    assertThat(found.isWithin(DestinationClass.WHATSAPP)).isEqualTo(covered);
    assertThat(WhatsAppCategory.of("of-a-newer-version")).isEqualTo(WhatsAppCategory.UNKNOWN);
  }

  private static TranscriptReady transcript(String recordingId, Integer seconds) {
    return new TranscriptReady(
        "call-1",
        recordingId,
        Carrier.TWILIO,
        "carrier",
        "pt-BR",
        seconds,
        84,
        true,
        false,
        "/api/calls/call-1/transcripts",
        Samples.NOVEMBER,
        "agent-1",
        "Ana",
        "contact-7",
        "campaign-9");
  }

  private static Leg leg(String name, String destinationClass, int seconds) {
    return new Leg(
        LegName.find(name),
        new CarrierCallId("CA"),
        "+551130001000",
        DestinationClass.ofNullable(destinationClass),
        CallOutcome.COMPLETED,
        seconds);
  }

  private static CallEnded ended(Leg... legs) {
    Instant at = Instant.parse("2026-11-10T15:00:00Z");
    return new CallEnded(
        "call-1",
        0,
        "agent-1",
        "Ana",
        Direction.OUTBOUND,
        "+551130001000",
        "+551130002000",
        null,
        null,
        null,
        Carrier.TELNYX,
        new ConnectionId("c"),
        CallOutcome.COMPLETED,
        null,
        null,
        null,
        ReleasingParty.LEAD,
        DestinationClass.LANDLINE,
        3,
        37,
        at,
        at,
        at,
        List.of(legs),
        false,
        null,
        null,
        null,
        0);
  }
}
