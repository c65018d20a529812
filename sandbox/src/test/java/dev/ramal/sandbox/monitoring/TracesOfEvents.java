package dev.ramal.sandbox.monitoring;

import dev.ramal.events.EventHeaders;
import dev.ramal.sandbox.contract.PublishedEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;

/** The traces that records of a topic belong to. */
public final class TracesOfEvents {
  private TracesOfEvents() {}

  /** Their ids, as W3C Trace Context writes them. */
  public static Set<String> of(PublishedEvents published, String topic) {
    Set<String> traces = new TreeSet<>();
    published.each(
        List.of(topic),
        record -> {
          Header parent = record.headers().lastHeader(EventHeaders.TRACE_PARENT);
          if (parent != null) {
            traces.add(new String(parent.value(), StandardCharsets.UTF_8).split("-")[1]);
          }
        });
    return traces;
  }
}
