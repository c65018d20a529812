package dev.ramal.calls.carrier.twiml;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes TwiML, which Telnyx takes as TeXML, too: instructions for a leg, spoken in Brazilian
 * Portuguese.
 */
public final class Twiml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

  /** By hand, because every provider of the writer quotes it in its own way. */
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private static final String LANGUAGE = "pt-BR";
  private static final String VOICE = "Polly.Camila";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private Twiml() throws XMLStreamException {
    xml = FACTORY.createXMLStreamWriter(text);
  }

  /** Fills a {@code <Response>}. */
  public interface Verbs {
    void write(Twiml twiml) throws XMLStreamException;
  }

  public static String response(Verbs verbs) {
    try {
      Twiml twiml = new Twiml();
      twiml.text.write(DECLARATION);
      twiml.xml.writeStartElement("Response");
      verbs.write(twiml);
      twiml.xml.writeEndElement();
      twiml.xml.close();
      return twiml.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write TwiML", e);
    }
  }

  /** At most 4096 characters. */
  public Twiml say(String portuguese) throws XMLStreamException {
    xml.writeStartElement("Say");
    xml.writeAttribute("language", LANGUAGE);
    xml.writeAttribute("voice", VOICE);
    xml.writeCharacters(portuguese);
    xml.writeEndElement();
    return this;
  }

  /**
   * Dials into a conference; the leg ends with it, because nothing follows.
   *
   * @param attributes of {@code <Conference>}, in their order
   */
  public Twiml dialConference(String name, Map<String, String> attributes)
      throws XMLStreamException {
    xml.writeStartElement("Dial");
    xml.writeStartElement("Conference");
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      xml.writeAttribute(attribute.getKey(), attribute.getValue());
    }
    xml.writeCharacters(name);
    xml.writeEndElement();
    xml.writeEndElement();
    return this;
  }

  /** Asks for the next instructions. */
  public Twiml redirect(String url) throws XMLStreamException {
    xml.writeStartElement("Redirect");
    xml.writeAttribute("method", "POST");
    xml.writeCharacters(url);
    xml.writeEndElement();
    return this;
  }

  /**
   * Says something and waits for one key; what was pressed, or that nothing was, comes to the
   * address.
   *
   * @param seconds to wait after the last word
   */
  public Twiml gatherKey(String portuguese, int seconds, String action) throws XMLStreamException {
    xml.writeStartElement("Gather");
    xml.writeAttribute("input", "dtmf");
    xml.writeAttribute("numDigits", "1");
    xml.writeAttribute("timeout", "" + seconds);
    xml.writeAttribute("actionOnEmptyResult", "true");
    xml.writeAttribute("action", action);
    xml.writeAttribute("method", "POST");
    say(portuguese);
    xml.writeEndElement();
    return this;
  }

  /**
   * Records a message after a beep, until nothing is said for five seconds.
   *
   * @param seconds the longest
   * @param action asked when it is over
   * @param told where it is told that there is a recording
   */
  public Twiml record(int seconds, String action, String told) throws XMLStreamException {
    xml.writeEmptyElement("Record");
    xml.writeAttribute("maxLength", "" + seconds);
    xml.writeAttribute("timeout", "5");
    xml.writeAttribute("playBeep", "true");
    xml.writeAttribute("action", action);
    xml.writeAttribute("method", "POST");
    xml.writeAttribute("recordingStatusCallback", told);
    xml.writeAttribute("recordingStatusCallbackMethod", "POST");
    return this;
  }

  /** Once. */
  public Twiml play(String audio) throws XMLStreamException {
    xml.writeStartElement("Play");
    xml.writeCharacters(audio);
    xml.writeEndElement();
    return this;
  }

  public Twiml pause(int seconds) throws XMLStreamException {
    xml.writeEmptyElement("Pause");
    xml.writeAttribute("length", "" + seconds);
    return this;
  }

  public Twiml hangup() throws XMLStreamException {
    xml.writeEmptyElement("Hangup");
    return this;
  }
}
