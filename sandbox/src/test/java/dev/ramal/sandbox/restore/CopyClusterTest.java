package dev.ramal.sandbox.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyClusterTest {
  @TempDir Path folder;

  @Test
  void shouldLeaveOutWhatBelongsToTheRunningServer() throws IOException {
    // Given
    Path from = folder.resolve("from");
    for (String file :
        List.of(
            "PG_VERSION",
            "global/pg_control",
            "base/5/1259",
            "base/5/pgsql_tmp/pgsql_tmp12.0",
            "pg_wal/000000010000000000000001",
            "pg_wal/archive_status/000000010000000000000001.done",
            "pg_xact/0000",
            "postmaster.pid",
            "epg-lock")) {
      Path one = from.resolve(file);
      Files.createDirectories(one.getParent());
      Files.writeString(one, file);
    }
    Path to = folder.resolve("made/to");

    // When
    CopyCluster.copy(from, to);

    // Then
    assertThat(to.resolve("PG_VERSION")).hasContent("PG_VERSION");
    assertThat(to.resolve("global/pg_control")).hasContent("global/pg_control");
    assertThat(to.resolve("base/5/1259")).exists();
    assertThat(to.resolve("pg_xact/0000")).exists();
    assertThat(to.resolve("pg_wal")).isEmptyDirectory();
    assertThat(to.resolve("base/5/pgsql_tmp")).doesNotExist();
    assertThat(to.resolve("postmaster.pid")).doesNotExist();
    assertThat(to.resolve("epg-lock")).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to)))
        .as("Postgres starts from no other")
        .isEqualTo("rwx------");
  }

  @Test
  void shouldCopyACopyWhole() throws IOException {
    // Given
    Path from = folder.resolve("from");
    Files.createDirectories(from.resolve("global"));
    Files.writeString(from.resolve("global/pg_control"), "control");
    Files.writeString(from.resolve("backup_label"), "label");

    // When
    CopyCluster.copy(from, folder.resolve("to"));

    // Then
    assertThat(folder.resolve("to/backup_label")).hasContent("label");
  }

  @Test
  void shouldTellTheServerWhereToStopAndToArchiveNothing() {
    // When
    String settings = new RecoverySettings("cp \"/it's/%f\" \"%p\"", "4711").text();

    // Then
    assertThat(settings.lines())
        .contains(
            "archive_mode = 'off'",
            "restore_command = 'cp \"/it''s/%f\" \"%p\"'",
            "recovery_target_xid = '4711'",
            "recovery_target_inclusive = 'false'");
  }

  @Test
  void shouldReadAgainFromTheMomentAndNeverFurtherAhead() {
    // Then
    assertThat(RewindGroups.earlier(100, 40)).isEqualTo(40);
    assertThat(RewindGroups.earlier(100, 140)).isEqualTo(100);
    assertThat(RewindGroups.earlier(100, -1)).as("nothing since then").isEqualTo(100);
    assertThat(List.of("crm-sync-service", "crm-sync-service-timeline"))
        .allMatch(group -> RewindGroups.isOf(group, "crm-sync-service"));
    assertThat(List.of("crm-sync-service-retries", "call-service", "crm-sync"))
        .noneMatch(group -> RewindGroups.isOf(group, "crm-sync-service"));
  }
}
