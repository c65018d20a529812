package dev.ramal.numbering;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the 67 area codes (DDD) that are given out, with the states it serves and the clocks that
 * people there live by. A table of ours: libphonenumber's map puts the mobiles of Recife on the
 * clock of Noronha and those of Belém on that of Manaus.
 *
 * <p>Sources: Anatel, resolution 263/2001 (area codes and their states); law 11662/2008 with law
 * 12876/2013 (Acre and the southwest of Amazonas at −5) and decree 2784/1913 (Noronha at −2); since
 * decree 9772/2019 there is no daylight saving. Zones carry the names of the IANA database.
 *
 * @param digits two, without a zero
 * @param states the two letters of each; 61 serves two
 * @param zones one, or two where a part of the area lives by another clock
 */
public record AreaCode(String digits, List<String> states, List<ZoneId> zones) {
  private static final Map<String, AreaCode> ALL = table();

  /** Empty when no such area code is given out. */
  public static Optional<AreaCode> of(String digits) {
    return Optional.ofNullable(ALL.get(digits));
  }

  /** Every one, by its digits. */
  public static Map<String, AreaCode> all() {
    return ALL;
  }

  private static Map<String, AreaCode> table() {
    Map<String, AreaCode> table = new LinkedHashMap<>();
    add(table, "SP", "America/Sao_Paulo", 11, 12, 13, 14, 15, 16, 17, 18, 19);
    add(table, "RJ", "America/Sao_Paulo", 21, 22, 24);
    add(table, "ES", "America/Sao_Paulo", 27, 28);
    add(table, "MG", "America/Sao_Paulo", 31, 32, 33, 34, 35, 37, 38);
    add(table, "PR", "America/Sao_Paulo", 41, 42, 43, 44, 45, 46);
    add(table, "SC", "America/Sao_Paulo", 47, 48, 49);
    add(table, "RS", "America/Sao_Paulo", 51, 53, 54, 55);
    add(table, "DF GO", "America/Sao_Paulo", 61);
    add(table, "GO", "America/Sao_Paulo", 62, 64);
    add(table, "TO", "America/Araguaina", 63);
    add(table, "MT", "America/Cuiaba", 65, 66);
    add(table, "MS", "America/Campo_Grande", 67);
    add(table, "AC", "America/Rio_Branco", 68);
    add(table, "RO", "America/Porto_Velho", 69);
    add(table, "BA", "America/Bahia", 71, 73, 74, 75, 77);
    add(table, "SE", "America/Maceio", 79);
    add(table, "PE", "America/Recife America/Noronha", 81);
    add(table, "AL", "America/Maceio", 82);
    add(table, "PB", "America/Fortaleza", 83);
    add(table, "RN", "America/Fortaleza", 84);
    add(table, "CE", "America/Fortaleza", 85, 88);
    add(table, "PI", "America/Fortaleza", 86, 89);
    add(table, "PE", "America/Recife", 87);
    add(table, "PA", "America/Belem", 91, 94);
    add(table, "AM", "America/Manaus", 92);
    add(table, "PA", "America/Santarem", 93);
    add(table, "RR", "America/Boa_Vista", 95);
    add(table, "AP", "America/Belem", 96);
    add(table, "AM", "America/Manaus America/Eirunepe", 97);
    add(table, "MA", "America/Fortaleza", 98, 99);
    return Collections.unmodifiableMap(table);
  }

  private static void add(Map<String, AreaCode> table, String states, String zones, int... areas) {
    List<String> served = List.of(states.split(" "));
    List<ZoneId> clocks = List.of(zones.split(" ")).stream().map(ZoneId::of).toList();
    for (int area : areas) {
      String digits = Integer.toString(area);
      table.put(digits, new AreaCode(digits, served, clocks));
    }
  }
}
