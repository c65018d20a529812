package dev.ramal.billing.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.outbound.OutboundBlock.BlockedPart;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundBlockTest {
  private static final UUID ID = new UUID(1, 2);

  @DisplayName("BILL-351 every number that there can be begins with one part of a block of all")
  @ParameterizedTest
  @ValueSource(strings = {"+5511987654321", "+12025550123", "+35312345678", "+9118001234"})
  void shouldCoverEveryNumber(String number) {
    // When
    List<BlockedPart> parts = block(null).parts();

    // Then
    assertThat(parts).filteredOn(part -> number.startsWith(part.prefix())).hasSize(1);
    assertThat(parts).extracting(BlockedPart::blockId).doesNotHaveDuplicates().hasSize(9);
    assertThat(parts).extracting(BlockedPart::prefix).allMatch(prefix -> prefix.length() == 2);
  }

  @Test
  void shouldTellAPrefixAsItIs() {
    // Then
    assertThat(block("+53").parts()).containsExactly(new BlockedPart(ID.toString(), "+53"));
  }

  private static OutboundBlock block(String prefix) {
    return OutboundBlock.of(ID, prefix, "x", "davi", Instant.EPOCH);
  }
}
