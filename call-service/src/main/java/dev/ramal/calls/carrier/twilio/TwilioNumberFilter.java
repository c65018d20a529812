package dev.ramal.calls.carrier.twilio;

import dev.ramal.calls.carrier.NumberOffer;
import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.numbering.Destinations;
import java.util.List;
import java.util.Set;

/**
 * How Twilio is asked for the numbers of an area. It takes area codes of the United States and of
 * Canada only; those of other countries are asked for as the beginning of a number, and looked at
 * again in what comes back. Toll-free numbers belong to no area.
 *
 * @param areaCode null for none
 * @param contains a pattern, where a plus sign stands for the beginning; null for none
 * @param page how many are asked for
 * @param beginning of the numbers that are kept
 * @param digits that those have somewhere
 * @param most of those
 */
record TwilioNumberFilter(
    Integer areaCode, String contains, long page, String beginning, String digits, int most) {
  private static final Set<String> WITH_AREA_CODES = Set.of("US", "CA");

  /** One question holds one pattern: what is looked at here is looked for in more. */
  private static final long LONG_PAGE = 1000;

  static TwilioNumberFilter of(NumberQuery query) {
    String digits = query.contains() == null ? "" : query.contains();
    if (query.areaCode() == null || query.type() == NumberType.TOLL_FREE) {
      return new TwilioNumberFilter(null, query.contains(), query.most(), "", digits, query.most());
    }
    if (WITH_AREA_CODES.contains(query.country())) {
      return new TwilioNumberFilter(
          Integer.valueOf(query.areaCode()),
          query.contains(),
          query.most(),
          "",
          digits,
          query.most());
    }
    String beginning = Destinations.beginning(query.country()).orElse("+") + query.areaCode();
    return new TwilioNumberFilter(
        null,
        beginning,
        digits.isEmpty() ? query.most() : LONG_PAGE,
        beginning,
        digits,
        query.most());
  }

  List<NumberOffer> kept(List<NumberOffer> offers) {
    return offers.stream()
        .filter(offer -> offer.number().value().startsWith(beginning))
        .filter(offer -> offer.number().value().contains(digits))
        .limit(most)
        .toList();
  }
}
