package dev.ramal.carriers;

import dev.ramal.events.Carrier;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * In what carriers differ for those who plan calls and messages. It is asked, so that nobody
 * compares carriers: a further carrier says its own here and names itself in {@code
 * META-INF/services}.
 */
public interface CarrierTraits {

  Carrier carrier();

  /** Where an agent's softphone is reached. */
  String softphone(String username);

  /** Whether it tells what a call has cost; else it must be asked after the call. */
  boolean tellsCallPrice();

  /** Whether the address of a recording holds for some minutes only. */
  boolean mediaAddressExpires();

  /**
   * @throws IllegalArgumentException for a carrier that nobody has described
   */
  static CarrierTraits of(Carrier carrier) {
    CarrierTraits traits = Known.BY_CARRIER.get(carrier);
    if (traits == null) {
      throw new IllegalArgumentException("nobody has described the carrier " + carrier.wire());
    }
    return traits;
  }

  /** Those on the class path. */
  final class Known {
    private static final Map<Carrier, CarrierTraits> BY_CARRIER =
        StreamSupport.stream(
                ServiceLoader.load(CarrierTraits.class, CarrierTraits.class.getClassLoader())
                    .spliterator(),
                false)
            .collect(Collectors.toUnmodifiableMap(CarrierTraits::carrier, Function.identity()));

    private Known() {}
  }
}
