package dev.ramal.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  private static final List<String> PARTS =
      List.of("a", "Ação", "+55", "😀", "\"", "\"\"", ",", "\n", "\r\n", " ", "x".repeat(700));

  @DisplayName("BILL-356 a file is read the same wherever its bytes are divided")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 64, 4096, 65_536})
  void shouldReadTheSameHoweverItComes(int atOnce) throws IOException {
    // Given
    List<List<String>> rows = rows(atOnce);
    StringBuilder text = new StringBuilder("first,second,third\n");
    rows.forEach(row -> text.append(String.join(",", quoted(row))).append("\r\n"));

    // When
    List<List<String>> read = new ArrayList<>();
    CsvReader csv = new CsvReader(dribbling(text.toString(), atOnce));
    for (List<String> row = csv.next(); row != null; row = csv.next()) {
      read.add(row);
    }

    // Then
    assertThat(read.remove(0)).containsExactly("first", "second", "third");
    assertThat(read).isEqualTo(rows);
    assertThat(csv.row()).isEqualTo(rows.size() + 1L);
  }

  private static List<List<String>> rows(long seed) {
    Random random = new Random(seed);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 400; row++) {
      List<String> cells = new ArrayList<>();
      for (int cell = 0; cell < 3; cell++) {
        StringBuilder text = new StringBuilder();
        for (int part = random.nextInt(5); part > 0; part--) {
          text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        cells.add(text.toString());
      }
      rows.add(cells);
    }
    return rows;
  }

  /** Where it has to be, and elsewhere now and then. */
  private static List<String> quoted(List<String> cells) {
    return cells.stream()
        .map(
            cell ->
                cell.matches("[a-z+0-9 ]*") && cell.length() % 2 == 0
                    ? cell
                    : '"' + cell.replace("\"", "\"\"") + '"')
        .toList();
  }

  private static InputStream dribbling(String text, int atOnce) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, atOnce));
      }
    };
  }
}
