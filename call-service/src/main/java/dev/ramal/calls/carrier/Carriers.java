package dev.ramal.calls.carrier;

import dev.ramal.events.Carrier;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ports that are plugged in, by carrier. */
@ApplicationScoped
public class Carriers {
  private final Map<Carrier, CarrierPort> ports;
  private final Map<Carrier, RecordingPort> recordings;

  Carriers(@All List<CarrierPort> ports, @All List<RecordingPort> recordings) {
    this.ports =
        ports.stream().collect(Collectors.toMap(CarrierPort::carrier, Function.identity()));
    this.recordings =
        recordings.stream().collect(Collectors.toMap(RecordingPort::carrier, Function.identity()));
  }

  /**
   * @throws IllegalArgumentException when no port of that carrier is plugged in
   */
  public CarrierPort of(Carrier carrier) {
    return known(ports, carrier);
  }

  /**
   * @throws IllegalArgumentException when no recording port of that carrier is plugged in
   */
  public RecordingPort recordingsOf(Carrier carrier) {
    return known(recordings, carrier);
  }

  private static <P> P known(Map<Carrier, P> ports, Carrier carrier) {
    P port = ports.get(carrier);
    if (port == null) {
      throw new IllegalArgumentException("no port for " + carrier);
    }
    return port;
  }
}
