package dev.ramal.sandbox.restore;

/**
 * Up to where a backup is brought forward: to just before one transaction. Pure.
 *
 * @param restoreCommand how the server gets a file out of the archive
 * @param transaction the first that is left out
 */
record RecoverySettings(String restoreCommand, String transaction) {
  /**
   * In the place of {@code postgresql.auto.conf}: what the other server was told by {@code alter
   * system}, its archive above all, is not told to this one.
   */
  String text() {
    return """
    archive_mode = 'off'
    restore_command = %s
    recovery_target_xid = %s
    recovery_target_inclusive = 'false'
    recovery_target_timeline = 'current'
    recovery_target_action = 'promote'
    """
        .formatted(Superuser.quoted(restoreCommand), Superuser.quoted(transaction));
  }
}
