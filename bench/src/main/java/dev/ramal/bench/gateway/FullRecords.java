package dev.ramal.bench.gateway;

import dev.ramal.bench.load.Organizations;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.FactOrigin.RawCallback;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Records as large as the gateway's: all is made beforehand but the key and the body, which is put
 * in as it came. Nobody could read them as facts; the broker has the same work with them.
 */
final class FullRecords {
  private static final String BODY = "@";
  private static final String ID = "twilio-00112233445566778899aabbccddeeff";

  private static final String TRACE = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";

  private final byte[] before;
  private final byte[] after;
  private final List<Header> headers;

  FullRecords() {
    Event<CarrierCallRinging> sample = sample();
    String json = EventJson.write(sample.data());
    before = bytes(json.substring(0, json.indexOf(BODY)));
    after = bytes(json.substring(json.indexOf(BODY) + BODY.length()));
    Map<String, String> attributes = new LinkedHashMap<>(EventHeaders.of(sample));
    attributes.put(EventHeaders.TRACE_PARENT, TRACE);
    headers =
        attributes.entrySet().stream()
            .map(each -> (Header) new RecordHeader(each.getKey(), bytes(each.getValue())))
            .toList();
  }

  ProducerRecord<byte[], byte[]> of(byte[] key, byte[] body) {
    byte[] value =
        ByteBuffer.allocate(before.length + body.length + after.length)
            .put(before)
            .put(body)
            .put(after)
            .array();
    return new ProducerRecord<>(Topics.CALL_FACTS, null, key, value, headers);
  }

  private static Event<CarrierCallRinging> sample() {
    String call = "01990000-0000-7000-8000-000000000000";
    Instant time = Instant.parse("2026-11-21T12:00:00Z");
    FactOrigin origin =
        new FactOrigin(
            Carrier.TWILIO,
            Organizations.connectionOf(0),
            time,
            time.plusNanos(123_456_000),
            1,
            new RawCallback("application/x-www-form-urlencoded; charset=utf-8", BODY));
    CarrierCallRinging ringing =
        new CarrierCallRinging(
            new LegIds(call, LegName.LEAD, new CarrierCallId("CA%032x".formatted(0)), null),
            new Parties(null, Direction.OUTBOUND, "+551140000000", "+5511980000000"),
            origin);
    return new Event<>(
        ID,
        "/webhook-gateway",
        call,
        time,
        Organizations.of(0),
        null,
        Topics.CALL_FACTS,
        call,
        ringing);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
