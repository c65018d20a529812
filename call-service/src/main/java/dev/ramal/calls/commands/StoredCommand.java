package dev.ramal.calls.commands;

/**
 * A command as the jobs table keeps it; the kind, the call and the account are columns.
 *
 * @param leg {@code agent} or {@code lead}
 * @param carrier as it travels
 */
record StoredCommand(String leg, String carrier, CommandPayload with) {}
