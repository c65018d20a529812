package dev.ramal.numbering;

/**
 * A day on which a state, or the whole country, rests by law.
 *
 * @param state two letters; null for the whole country
 * @param name pt-BR
 * @param source the law, or where else it is known from
 */
public record Holiday(String state, String name, String source) {}
