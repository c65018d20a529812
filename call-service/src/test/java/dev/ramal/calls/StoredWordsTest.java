package dev.ramal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ramal.events.Carrier;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.Formula;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredWordsTest {

  @Test
  void shouldKeepTablesColumnsAndTheWordsInThem() {
    // When
    String tables =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.ramal.calls")
                .stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .map(JavaClass::reflect)
                .map(StoredWordsTest::table)
                .sorted()
                .collect(Collectors.joining("\n"));

    // Then
    assertThat(tables).isEqualToIgnoringNewLines(read(Path.of("src/test/resources/tables.txt")));
  }

  @Test
  void shouldKeepTheCodesOfProblems() {
    // When
    List<String> codes = found("\"(CALLS-[0-9]{4})\"", Path.of("src/main/java"));

    // Then
    assertThat(codes)
        .containsExactly(
            "CALLS-0001",
            "CALLS-0002",
            "CALLS-0003",
            "CALLS-0004",
            "CALLS-0005",
            "CALLS-0006",
            "CALLS-0007",
            "CALLS-0009",
            "CALLS-0010",
            "CALLS-0011",
            "CALLS-0012",
            "CALLS-0013",
            "CALLS-0201",
            "CALLS-0202",
            "CALLS-0203",
            "CALLS-0204",
            "CALLS-0205",
            "CALLS-0206",
            "CALLS-0207",
            "CALLS-0211",
            "CALLS-0212",
            "CALLS-0221",
            "CALLS-0222",
            "CALLS-0223",
            "CALLS-0224",
            "CALLS-0225",
            "CALLS-0226",
            "CALLS-0227",
            "CALLS-0228",
            "CALLS-0229",
            "CALLS-0231",
            "CALLS-0232",
            "CALLS-0233",
            "CALLS-0234",
            "CALLS-0235",
            "CALLS-0236",
            "CALLS-0237",
            "CALLS-0241",
            "CALLS-0261",
            "CALLS-0262",
            "CALLS-0270",
            "CALLS-0271",
            "CALLS-0272",
            "CALLS-0273",
            "CALLS-0274",
            "CALLS-0275",
            "CALLS-0276",
            "CALLS-0277",
            "CALLS-0290",
            "CALLS-0300",
            "CALLS-0301",
            "CALLS-0302",
            "CALLS-0303",
            "CALLS-0310",
            "CALLS-0311",
            "CALLS-0312",
            "CALLS-0313",
            "CALLS-0314",
            "CALLS-0315",
            "CALLS-0316",
            "CALLS-0320",
            "CALLS-0321",
            "CALLS-0322",
            "CALLS-0323",
            "CALLS-0324",
            "CALLS-0325",
            "CALLS-0326",
            "CALLS-0327",
            "CALLS-0328",
            "CALLS-0329",
            "CALLS-0330",
            "CALLS-0331",
            "CALLS-0332",
            "CALLS-0340",
            "CALLS-0355",
            "CALLS-0356",
            "CALLS-0360",
            "CALLS-0361",
            "CALLS-0404",
            "CALLS-0700");
  }

  @Test
  void shouldListenWhereTheDatabaseNotifies() {
    // Given
    TreeSet<String> notified =
        new TreeSet<>(
            found("(?s)pg_notify\\(\\s*'([a-z_]+)'", Path.of("src/main/resources/db/migration")));
    // V304 drops its trigger: commands are jobs, of which the kit notifies.
    notified.remove("carrier_commands");

    // When
    TreeSet<String> heard =
        new TreeSet<>(found("CHANNEL = \"([a-z_]+)\"", Path.of("src/main/java")));

    // Then
    assertThat(heard).isEqualTo(notified);
  }

  private static String table(Class<?> entity) {
    return columns(entity)
        .map(column -> entity.getAnnotation(Table.class).name() + "." + column)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> columns(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> !field.isAnnotationPresent(Transient.class))
        .filter(field -> !field.isAnnotationPresent(Formula.class))
        .filter(field -> !field.isSynthetic() && !field.getName().startsWith("$"))
        .flatMap(
            field ->
                field.isAnnotationPresent(EmbeddedId.class)
                    ? columns(field.getType()).map(column -> overridden(field, column))
                    : Stream.of(name(field) + words(field.getType())));
  }

  private static String overridden(Field field, String column) {
    AttributeOverride override = field.getAnnotation(AttributeOverride.class);
    return override != null && override.name().equals(column) ? override.column().name() : column;
  }

  private static String name(Field field) {
    Column column = field.getAnnotation(Column.class);
    return column == null || column.name().isEmpty() ? field.getName() : column.name();
  }

  private static String words(Class<?> type) {
    if (type == Carrier.class) {
      return ": " + Carrier.TWILIO.name() + " " + Carrier.TELNYX.name();
    }
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name())
            .collect(Collectors.joining(" ", ": ", ""))
        : "";
  }

  /** Sorted; what is found twice stands there twice. */
  private static List<String> found(String pattern, Path root) {
    Pattern wanted = Pattern.compile(pattern);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> wanted.matcher(read(file)).results())
          .map(match -> match.group(1))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
