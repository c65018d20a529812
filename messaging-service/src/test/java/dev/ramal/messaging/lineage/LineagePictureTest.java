package dev.ramal.messaging.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class LineagePictureTest {
  private static final String CALL = "dev.ramal.calls.";

  @Test
  @DisplayName("MSG-531 as text each hop is a line: when, who, what, where, why, and what failed")
  void shouldTellAWayInLines() {
    // Given
    Lineage way = failed();

    // When
    String text = LineageText.of(way);

    // Then
    assertThat(text.lines())
        .hasSize(8)
        .first()
        .isEqualTo("call call-1 of aurora: 4 hops in 1.500 s, 2 of them tell of a failure");
    assertThat(text)
        .contains("  1         +0 ms  call-service       CallRequested")
        .contains("<- not in the index: click-1")
        .contains(
            "CallEnded  <- 1 after 1.000 s  calls.events.v1:3:1  outcome=failed talkSeconds=0")
        .contains("!! CallEnded: line")
        .contains("!! Malformed schema: $.to # (billing-service, attempt 1, version 1.4)")
        .contains("of alert alert-1");
  }

  @Test
  @DisplayName(
      "MSG-532 as a picture each hop is a box in the column of its service, tied to its cause")
  void shouldDrawAWay() throws Exception {
    // When
    Document svg = parsed(LineagePicture.of(failed()));

    // Then
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(4);
    assertThat(count(svg.getElementsByTagName("path"), "none")).isEqualTo(3);
    assertThat(count(svg.getElementsByTagName("rect"), "#fdecea")).isEqualTo(2);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("call-service", "billing-service", "2  CallEnded", "+1.000 s");
  }

  @Test
  @DisplayName("MSG-533 what others wrote is text in the picture, whatever it is")
  void shouldShowHostileTextAsText() throws Exception {
    // Given
    String hostile = "<script>alert(1)</script>&x;\"]]>";
    Map<String, String> headers = LineageEvents.headers(hostile, "e-1", null);
    headers.put("ce_source", "/" + hostile);
    headers.put("ramal-failure-kind", hostile);
    headers.put("ramal-failure-detail", hostile + "\u0001\uFFFF");
    Lineage way =
        new LineageEvents()
            .add("calls.events.v1.billing-service.dlq", headers, 0, "{\"callId\":\"call-1\"}")
            .way("call-1");

    // When
    Document svg = parsed(LineagePicture.of(way));

    // Then
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getDocumentElement().getTextContent()).contains("<script>alert(1)</script>&x;");
  }

  @Test
  @DisplayName("MSG-531 times read as people say them")
  void shouldSayTimesAsPeopleDo() {
    // Then
    assertThat(Millis.text(0)).isEqualTo("0 ms");
    assertThat(Millis.text(-12)).isEqualTo("-12 ms");
    assertThat(Millis.text(2_341)).isEqualTo("2.341 s");
    assertThat(Millis.text(185_900)).isEqualTo("3 min 5 s");
    assertThat(Millis.text(93_840_000)).isEqualTo("26 h 4 min");
    assertThat(EventName.of("dev.ramal.calls.CallEnded")).isEqualTo("CallEnded");
    assertThat(EventName.of("dev.ramal.carrier.call.ringing")).isEqualTo("carrier.call.ringing");
    assertThat(EventName.of(null)).isEqualTo("?");
    assertThat(EventName.of("odd.")).isEqualTo("odd");
  }

  /** A call that failed, and of which billing could make nothing. */
  private static Lineage failed() {
    Map<String, String> dead = LineageEvents.headers(CALL + "CallEnded", "c-2", "c-1");
    dead.put("ramal-failure-kind", "Malformed");
    dead.put("ramal-failure-code", "schema");
    dead.put("ramal-failure-detail", "$.to +5511987654321");
    dead.put("ramal-failure-version", "1.4");
    dead.put("ramal-attempt", "1");
    return new LineageEvents()
        .add(CALL + "CallRequested", "c-1", "click-1", 0, "{\"callId\":\"call-1\"}")
        .add(
            CALL + "CallEnded",
            "c-2",
            "c-1",
            1_000,
            "{\"callId\":\"call-1\",\"outcome\":\"failed\",\"talkSeconds\":0,\"reason\":\"line\"}")
        .add("calls.events.v1.billing-service.dlq", dead, 1_400, "{\"callId\":\"call-1\"}")
        .add("dev.ramal.alerts.AlertRaised", "a-1", "c-2", 1_500, "{\"alertId\":\"alert-1\"}")
        .way("call-1");
  }

  private static long count(NodeList elements, String fill) {
    long count = 0;
    for (int i = 0; i < elements.getLength(); i++) {
      var attribute = elements.item(i).getAttributes().getNamedItem("fill");
      count += attribute != null && attribute.getNodeValue().equals(fill) ? 1 : 0;
    }
    return count;
  }

  private static Document parsed(String xml)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
