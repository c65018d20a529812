package dev.ramal.calls.connections;

/**
 * Something about an account at its carrier that works, but not as well as it could.
 *
 * @param code stable, for programs
 * @param detail what it means and what to do
 */
public record ConnectionWarning(String code, String detail) {}
