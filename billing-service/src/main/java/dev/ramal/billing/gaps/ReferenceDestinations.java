package dev.ramal.billing.gaps;

import dev.ramal.events.DestinationClass;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.numbering.AreaCode;
import dev.ramal.numbering.Destinations;
import dev.ramal.numbering.ExampleNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The list that tariffs are held against: each kind of Brazilian number in each of the 67 area
 * codes, and landlines and mobiles of each country of the world, each by a number that its
 * numbering plan gives out. Made once.
 */
final class ReferenceDestinations {
  private static final String BRAZIL = "BR";

  private ReferenceDestinations() {}

  /** Where a lead is called. */
  static List<Destination> called() {
    return Lists.CALLED;
  }

  /** From where a lead calls. */
  static List<Destination> calling() {
    return Lists.CALLING;
  }

  /** Where agents are. */
  static List<Destination> agents() {
    return Lists.AGENTS;
  }

  /** Where text messages go. */
  static List<Destination> sms() {
    return Lists.SMS;
  }

  /** The same by WhatsApp, of each category. */
  static List<Destination> whatsApp() {
    return Lists.WHATSAPP;
  }

  /** From where somebody writes to us, by text message and by WhatsApp. */
  static List<Destination> writing() {
    return Lists.WRITING;
  }

  /** The kinds of numbers that are rented. */
  static List<Destination> numbers() {
    return Lists.NUMBERS;
  }

  /** Of the whole world: made when somebody asks for the first time. */
  private static final class Lists {
    private static final List<Destination> AREAS = areas();
    private static final List<Destination> WORLD = world(Destinations::ofCall, true);
    private static final List<Destination> CALLED =
        joined(
            AREAS,
            List.of(number("toll-free", "+558001234567"), number("shared-cost", "+5540041234")),
            WORLD);
    private static final List<Destination> CALLING =
        joined(
            AREAS,
            List.of(
                ofClass("toll-free", DestinationClass.TOLL_FREE),
                ofClass("withheld", DestinationClass.WITHHELD)),
            WORLD);
    private static final List<Destination> AGENTS =
        joined(AREAS, List.of(number("softphone", "client:agent")), WORLD);
    private static final List<Destination> SMS =
        joined(
            List.of(ofClass("national", DestinationClass.SMS_NATIONAL)),
            world(Destinations::ofSms, false));
    private static final List<Destination> ANY_WHATSAPP =
        joined(
            List.of(ofClass("national", DestinationClass.WHATSAPP)),
            world(Destinations::ofWhatsApp, false));
    private static final List<Destination> WHATSAPP = ofCategories();
    private static final List<Destination> WRITING =
        joined(
            SMS,
            ANY_WHATSAPP.stream()
                .map(place -> byWhatsApp(place, place.name(), place.destinationClass()))
                .toList());
    private static final List<Destination> NUMBERS =
        List.of("local", "toll-free", "international", "premium").stream()
            .map(kind -> ofClass(kind, new DestinationClass(kind)))
            .toList();

    /** What nobody can tell the category of is no destination that a tariff should foresee. */
    private static List<Destination> ofCategories() {
      List<Destination> all = new ArrayList<>();
      for (WhatsAppCategory category : WhatsAppCategory.values()) {
        if (category != WhatsAppCategory.UNKNOWN) {
          ANY_WHATSAPP.forEach(place -> all.add(of(place, category)));
        }
      }
      return all;
    }

    private static Destination of(Destination place, WhatsAppCategory category) {
      String name = place.name().isEmpty() ? "" : place.name() + ", ";
      return byWhatsApp(place, name + category.wire(), place.destinationClass().of(category));
    }

    private static Destination byWhatsApp(
        Destination place, String name, DestinationClass destinationClass) {
      return new Destination(
          place.number() == null ? "whatsapp" : "whatsapp-international",
          name,
          destinationClass,
          place.number());
    }

    private static List<Destination> areas() {
      List<Destination> areas = new ArrayList<>();
      for (String area : AreaCode.all().keySet()) {
        areas.add(inArea("landline", area, "30001000"));
        areas.add(inArea("mobile", area, "987654321"));
      }
      return areas;
    }

    private static Destination inArea(String kind, String area, String local) {
      String number = "+55" + area + local;
      return new Destination(kind, "DDD " + area, Destinations.ofCall(number), number);
    }

    private static List<Destination> world(
        Function<String, DestinationClass> classOf, boolean landlines) {
      List<Destination> world = new ArrayList<>();
      for (String country : ExampleNumbers.countries()) {
        if (!country.equals(BRAZIL)) {
          if (landlines) {
            abroad(world, country + " landline", ExampleNumbers.landline(country), classOf);
          }
          abroad(world, country + " mobile", ExampleNumbers.mobile(country), classOf);
        }
      }
      return world;
    }

    private static void abroad(
        List<Destination> world,
        String name,
        Optional<String> number,
        Function<String, DestinationClass> classOf) {
      number.ifPresent(
          known -> world.add(new Destination("international", name, classOf.apply(known), known)));
    }

    private static Destination number(String kind, String number) {
      return new Destination(kind, "", Destinations.ofCall(number), number);
    }

    private static Destination ofClass(String kind, DestinationClass destinationClass) {
      return new Destination(kind, "", destinationClass, null);
    }

    @SafeVarargs
    private static List<Destination> joined(List<Destination>... lists) {
      List<Destination> all = new ArrayList<>();
      for (List<Destination> list : lists) {
        all.addAll(list);
      }
      return List.copyOf(all);
    }
  }
}
