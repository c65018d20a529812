package dev.ramal.kit.lag;

/**
 * What is judged together: of its places each round says all that stand still.
 *
 * @param name unique within a service
 * @param title of the alert, pt-BR; a change leaves alerts open that were raised with the old one
 * @param severity of the alert: warning or critical
 */
public record StandstillScope(String name, String title, String severity) {}
