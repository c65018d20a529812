package dev.ramal.calls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.events.Carrier;
import dev.ramal.testkit.architecture.ArchitectureRules;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-28 every endpoint declares its roles; packages keep their rules")
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/ramal/calls");

  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    ArchitectureRules.of(ArchitectureTest.class)
        .and(
            classes()
                .that()
                .resideInAPackage("dev.ramal.calls.call")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    "java..",
                    "dev.ramal.events..",
                    "dev.ramal.calls.call",
                    "dev.ramal.calls.prompts",
                    "dev.ramal.numbering")
                .because("the core of the call knows events, prompts and telephone numbers only"))
        .and(
            classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should(beKnownInTheirOwnRoomOnly())
                .because("a room's rows are its own"))
        .and(behindItsPorts("dev.ramal.calls.carrier.twilio"))
        .and(behindItsPorts("dev.ramal.calls.carrier.telnyx"))
        .and(namedBehindItsPorts("TWILIO"))
        .and(namedBehindItsPorts("TELNYX"))
        .withTenantsNamed()
        .check();
  }

  /** The list of the history is the one reader of another room's columns. */
  @Test
  void shouldNameATableInTheRoomThatOwnsItOnly() throws IOException {
    // Given
    Pattern named =
        Pattern.compile(
            "\\b(?:from|update|into|join)\\s+([a-z]+_[a-z_]+|calls|recordings|agents|\\w+Row)\\b");

    // When
    Map<String, Set<String>> rooms = new TreeMap<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        String room = SOURCES.relativize(source).getName(0).toString();
        strings(Files.readString(source))
            .forEach(
                text ->
                    named
                        .matcher(text)
                        .results()
                        .forEach(
                            found ->
                                rooms
                                    .computeIfAbsent(found.group(1), table -> new TreeSet<>())
                                    .add(room)));
      }
    }

    // Then
    assertThat(rooms).containsKeys("calls", "call_news", "recordings", "CallRow");
    assertThat(rooms.remove("CallRow")).containsExactly("history", "lifecycle");
    assertThat(rooms).allSatisfy((table, owners) -> assertThat(owners).as(table).hasSize(1));
  }

  private static Stream<String> strings(String source) {
    return Pattern.compile("(?s)\"\"\".*?\"\"\"|\"[^\"\n]*\"")
        .matcher(source)
        .results()
        .map(MatchResult::group);
  }

  private static ArchRule behindItsPorts(String carrier) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(carrier)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(carrier)
        .because("a carrier is reached through its ports only");
  }

  private static ArchRule namedBehindItsPorts(String carrier) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.ramal.calls.carrier." + carrier.toLowerCase(Locale.ROOT))
        .and()
        .doNotHaveFullyQualifiedName(VoiceSettings.class.getName())
        .should()
        .accessField(Carrier.class, carrier)
        .because("who differs by carrier asks its port; only the default setting names one");
  }

  private static ArchCondition<JavaClass> beKnownInTheirOwnRoomOnly() {
    return new ArchCondition<>("be known in their own room only") {
      @Override
      public void check(JavaClass row, ConditionEvents events) {
        row.getDirectDependenciesToSelf().stream()
            .filter(use -> !use.getOriginClass().getPackageName().equals(row.getPackageName()))
            .forEach(use -> events.add(SimpleConditionEvent.violated(row, use.getDescription())));
      }
    };
  }
}
