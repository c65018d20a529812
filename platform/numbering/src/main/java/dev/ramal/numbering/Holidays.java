package dev.ramal.numbering;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The holidays of Brazil and of its states, each with the years in which it holds. A table of ours:
 * libraries disagree. It was made from the laws named in it and from the Python library holidays
 * 0.105, compared with date-holidays 3.37.0 of npm; {@code HolidaysTest} holds the days and years
 * in which the two differ.
 *
 * <p>Carnival, Ash Wednesday and Corpus Christi are no national holidays, and cities have days of
 * their own: whoever rests then says so ({@link OptionalDay}).
 */
public final class Holidays {
  /** Changes with every change of the tables below: evidence names it. */
  public static final String VERSION = "2026-11";

  /**
   * State, day, first and last year, name, source. A day is a date, or as many days from Easter; a
   * date with {@code fri} moves from Tuesday, Wednesday or Thursday to the next Friday, with {@code
   * sun} to the next Sunday; {@code mar-sun1} is the first Sunday of March.
   */
  private static final String TABLE =
      """
      BR 01-01    1949 9999 Confraternização Universal | lei 662/1949
      BR easter-2 1949 9999 Paixão de Cristo | portarias federais de feriados; lei 9.093/1995
      BR 04-21    1950 9999 Tiradentes | lei 1.266/1950; lei 10.607/2002
      BR 05-01    1949 9999 Dia do Trabalho | lei 662/1949
      BR 09-07    1949 9999 Independência do Brasil | lei 662/1949
      BR 10-12    1980 9999 Nossa Senhora Aparecida | lei 6.802/1980
      BR 11-02    1949 9999 Finados | lei 662/1949; lei 10.607/2002
      BR 11-15    1949 9999 Proclamação da República | lei 662/1949
      BR 11-20    2024 9999 Dia Nacional de Zumbi e da Consciência Negra | lei 14.759/2023
      BR 12-25    1949 9999 Natal | lei 662/1949
      AC 01-23fri 2005 9999 Dia do Evangélico | holidays 0.105
      AC 03-08fri 2002 9999 Dia Internacional da Mulher | holidays 0.105, date-holidays 3.37.0
      AC 06-15    1964 9999 Aniversário do Acre | holidays 0.105, date-holidays 3.37.0
      AC 09-05fri 2004 9999 Dia da Amazônia | holidays 0.105, date-holidays 3.37.0
      AC 11-17fri 1996 9999 Tratado de Petrópolis | holidays 0.105
      AL 06-24    1993 9999 São João | holidays 0.105, date-holidays 3.37.0
      AL 06-29    1993 9999 São Pedro | holidays 0.105, date-holidays 3.37.0
      AL 09-16    1996 9999 Emancipação Política | holidays 0.105, date-holidays 3.37.0
      AL 11-20    1995 2023 Consciência Negra | holidays 0.105, date-holidays 3.37.0
      AL 11-30    2013 9999 Dia do Evangélico | holidays 0.105
      AM 09-05    1977 9999 Elevação à categoria de província | holidays 0.105, date-holidays 3.37.0
      AM 11-20    2010 2023 Consciência Negra | holidays 0.105, date-holidays 3.37.0
      AP 03-19    2003 9999 São José | holidays 0.105, date-holidays 3.37.0
      AP 07-25    2012 9999 São Tiago | holidays 0.105
      AP 09-13    1996 9999 Criação do Território Federal | holidays 0.105, date-holidays 3.37.0
      AP 11-20    2008 2023 Consciência Negra | holidays 0.105
      BA 07-02    1996 9999 Independência da Bahia | holidays 0.105, date-holidays 3.37.0
      CE 03-19    1996 9999 São José | holidays 0.105
      CE 03-25    1996 9999 Data Magna do Ceará | holidays 0.105, date-holidays 3.37.0
      CE 08-15    2004 9999 Nossa Senhora da Assunção | holidays 0.105
      DF 11-30    1995 9999 Dia do Evangélico | holidays 0.105, date-holidays 3.37.0
      ES easter+8 2020 9999 Nossa Senhora da Penha | lei estadual 11.010/2019
      GO 07-26    1996 9999 Fundação da cidade de Goiás | holidays 0.105, date-holidays 3.37.0
      GO 10-24    1996 9999 Pedra fundamental de Goiânia | holidays 0.105, date-holidays 3.37.0
      MA 07-28    1964 9999 Adesão à Independência | holidays 0.105, date-holidays 3.37.0
      MS 10-11    1979 9999 Criação do Estado | holidays 0.105, date-holidays 3.37.0
      MT 11-20    2003 2023 Consciência Negra | holidays 0.105, date-holidays 3.37.0
      PA 08-15    1996 9999 Adesão do Grão-Pará | holidays 0.105, date-holidays 3.37.0
      PB 08-05    1967 9999 Fundação do Estado | holidays 0.105, date-holidays 3.37.0
      PE mar-sun1 2008 2017 Revolução Pernambucana | lei estadual 13.386/2007
      PE 03-06    2018 9999 Revolução Pernambucana | lei estadual 16.059/2017
      PI 10-19    1937 9999 Dia do Piauí | holidays 0.105, date-holidays 3.37.0
      PR 12-19    1962 2013 Emancipação do Paraná | revogado: lei estadual 18.384/2014
      RJ 04-23    2008 9999 São Jorge | lei estadual 5.198/2008
      RJ easter-47 2009 9999 Terça-feira de Carnaval | lei estadual 5.243/2008
      RJ 11-20    2002 2023 Consciência Negra | holidays 0.105, date-holidays 3.37.0
      RN 08-07    2000 9999 Dia do Rio Grande do Norte | holidays 0.105
      RN 10-03    2007 9999 Mártires de Cunhaú e Uruaçu | holidays 0.105, date-holidays 3.37.0
      RO 01-04    1996 9999 Criação do Estado | holidays 0.105, date-holidays 3.37.0
      RO 06-18    2002 9999 Dia do Evangélico | holidays 0.105, date-holidays 3.37.0
      RR 10-05    1996 9999 Criação do Estado | holidays 0.105, date-holidays 3.37.0
      RS 09-20    1996 9999 Revolução Farroupilha | holidays 0.105, date-holidays 3.37.0
      SC 08-11    2004 2004 Dia de Santa Catarina | holidays 0.105, date-holidays 3.37.0
      SC 08-11sun 2005 9999 Dia de Santa Catarina | holidays 0.105, date-holidays 3.37.0
      SC 11-25sun 2005 9999 Santa Catarina de Alexandria | holidays 0.105, date-holidays 3.37.0
      SE 07-08    1996 9999 Emancipação política | holidays 0.105, date-holidays 3.37.0
      SP 07-09    1997 9999 Revolução Constitucionalista | lei estadual 9.497/1997
      SP 11-20    2023 2023 Consciência Negra | lei estadual 17.746/2023
      TO 03-18    1998 9999 Dia da Autonomia | holidays 0.105, date-holidays 3.37.0
      TO 09-08    1996 9999 Nossa Senhora da Natividade | holidays 0.105, date-holidays 3.37.0
      TO 10-05    1989 9999 Criação do Estado | holidays 0.105, date-holidays 3.37.0
      """;

  private static final List<Rule> RULES = TABLE.lines().map(Holidays::rule).toList();

  private Holidays() {}

  /** Days on which many rest and nobody has to. */
  public enum OptionalDay {
    CARNIVAL_MONDAY(-48),
    CARNIVAL_TUESDAY(-47),
    ASH_WEDNESDAY(-46),
    CORPUS_CHRISTI(60);

    private final int fromEaster;

    OptionalDay(int fromEaster) {
      this.fromEaster = fromEaster;
    }

    public boolean isOn(LocalDate day) {
      return easter(day.getYear()).plusDays(fromEaster).equals(day);
    }

    /** As settings name it: carnival-monday. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Those of a date by the law of that year: national ones first, then those of the states.
   *
   * @param states two letters each; may be empty
   */
  public static List<Holiday> on(LocalDate day, List<String> states) {
    List<Holiday> found = new ArrayList<>();
    for (Rule rule : RULES) {
      if ((rule.national() || states.contains(rule.state())) && rule.isOn(day)) {
        found.add(new Holiday(rule.national() ? null : rule.state(), rule.name(), rule.source()));
      }
    }
    return found;
  }

  /** Easter Sunday by the Gregorian calendar, after the algorithm of Meeus, Jones and Butcher. */
  public static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int rest = year % 100;
    int moonShift = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - moonShift + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int sum = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, sum / 31, sum % 31 + 1);
  }

  private static Rule rule(String line) {
    String[] halves = line.split(" \\| ");
    String[] words = halves[0].split(" +", 5);
    return new Rule(
        words[0],
        words[1],
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        words[4],
        halves[1]);
  }

  /** One line of the table. */
  private record Rule(
      String state, String when, int firstYear, int lastYear, String name, String source) {
    boolean national() {
      return state.equals("BR");
    }

    boolean isOn(LocalDate day) {
      int year = day.getYear();
      return year >= firstYear && year <= lastYear && dateIn(year).equals(day);
    }

    private LocalDate dateIn(int year) {
      if (when.startsWith("easter")) {
        return easter(year).plusDays(Integer.parseInt(when.substring("easter".length())));
      }
      if (when.equals("mar-sun1")) {
        return following(LocalDate.of(year, 3, 1), DayOfWeek.SUNDAY);
      }
      LocalDate date = MonthDay.parse("--" + when.substring(0, 5)).atYear(year);
      if (when.endsWith("sun")) {
        return following(date, DayOfWeek.SUNDAY);
      }
      boolean midweek =
          date.getDayOfWeek().compareTo(DayOfWeek.TUESDAY) >= 0
              && date.getDayOfWeek().compareTo(DayOfWeek.THURSDAY) <= 0;
      return when.endsWith("fri") && year >= 2009 && midweek
          ? following(date, DayOfWeek.FRIDAY)
          : date;
    }

    private static LocalDate following(LocalDate date, DayOfWeek wanted) {
      return date.plusDays((wanted.getValue() - date.getDayOfWeek().getValue() + 7) % 7);
    }
  }
}
