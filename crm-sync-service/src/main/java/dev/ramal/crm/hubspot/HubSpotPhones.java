package dev.ramal.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmContact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Phones as HubSpot searches them: by area code and local number alone, however they were typed.
 * The many spellings of one phone come to two or three texts, which one request holds.
 *
 * <p>Source: HubSpot, "Search the CRM", limits: searches use the properties {@code
 * hs_searchable_calculated_*}, without the country code. Where HubSpot does not know the country
 * what is typed may keep it, so both are asked for. Of phones abroad the exact text is asked for.
 */
final class HubSpotPhones {
  static final List<String> PROPERTIES =
      List.of("firstname", "lastname", "company", "phone", "mobilephone");

  private static final String BRAZIL = "55";

  /** Search results are over-inclusive, and a body is short: so many exact texts beside. */
  private static final int EXACT = 8;

  private HubSpotPhones() {}

  /** Groups of filters, four at most. */
  static List<HubSpotApi.Search.Group> filters(List<String> phones) {
    List<String> digits =
        phones.stream()
            .map(HubSpotPhones::national)
            .filter(text -> !text.isEmpty())
            .distinct()
            .flatMap(text -> Stream.of(text, BRAZIL + text))
            .distinct()
            .toList();
    List<String> exact =
        phones.stream().map(text -> text.toLowerCase(Locale.ROOT)).limit(EXACT).toList();
    List<HubSpotApi.Search.Group> groups = new ArrayList<>();
    if (!digits.isEmpty()) {
      groups.add(HubSpotApi.Search.Group.of("hs_searchable_calculated_phone_number", digits));
      groups.add(HubSpotApi.Search.Group.of("hs_searchable_calculated_mobile_number", digits));
    }
    groups.add(HubSpotApi.Search.Group.of("phone", exact));
    groups.add(HubSpotApi.Search.Group.of("mobilephone", exact));
    return groups;
  }

  /** The contacts by the spelling that each holds, or that means the phone which it holds. */
  static Map<String, List<CrmContact>> bySpelling(JsonNode answer, List<String> phones) {
    Map<String, List<CrmContact>> found = new LinkedHashMap<>();
    for (JsonNode row : answer.path("results")) {
      List<String> held =
          Stream.of("phone", "mobilephone")
              .map(name -> HubSpotRecords.property(row, name))
              .filter(Objects::nonNull)
              .toList();
      spelling(held, phones)
          .ifPresent(
              phone ->
                  found
                      .computeIfAbsent(phone, first -> new ArrayList<>())
                      .add(HubSpotRecords.contact(row)));
    }
    return found;
  }

  private static Optional<String> spelling(List<String> held, List<String> phones) {
    List<String> meant = held.stream().map(HubSpotPhones::national).toList();
    return phones.stream()
        .filter(held::contains)
        .findFirst()
        .or(() -> phones.stream().filter(phone -> meant.contains(national(phone))).findFirst());
  }

  /**
   * Area code and local number of a Brazilian phone, however it is typed; of another its digits.
   * What is dialled before them goes: 00, the country, a 0, and a carrier's code after a 0.
   */
  static String national(String phone) {
    String digits = phone.replaceAll("[^0-9]", "").replaceFirst("^00", "");
    String dialled = digits.replaceFirst("^" + BRAZIL + "(?=0?\\d{10,11}$)", "");
    String local = dialled.replaceFirst("^0", "");
    return local.length() < dialled.length() && local.length() > 11 && local.length() < 14
        ? local.substring(2)
        : local;
  }
}
