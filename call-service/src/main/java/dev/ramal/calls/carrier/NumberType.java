package dev.ramal.calls.carrier;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.WireWords;
import dev.ramal.numbering.Destinations;
import java.util.Arrays;
import java.util.Optional;

/** What a telephone number is for, as carriers sort those on offer. The names are stored. */
public enum NumberType {
  LOCAL,
  MOBILE,
  TOLL_FREE;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  /** Empty for a word that is none of them. */
  public static Optional<NumberType> find(String word) {
    return Arrays.stream(values()).filter(type -> type.wire().equals(word)).findFirst();
  }

  /** Of a Brazilian number by its digits; abroad the digits do not tell, and it counts as local. */
  public static NumberType of(E164 number) {
    DestinationClass destination = Destinations.ofCall(number.value());
    if (destination.isWithin(DestinationClass.TOLL_FREE)) {
      return TOLL_FREE;
    }
    return destination.isWithin(DestinationClass.MOBILE) ? MOBILE : LOCAL;
  }
}
