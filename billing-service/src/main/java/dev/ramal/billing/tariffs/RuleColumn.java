package dev.ramal.billing.tariffs;

import dev.ramal.billing.tariffs.RuleDocument.IncrementsDocument;
import dev.ramal.billing.tariffs.RuleDocument.RateDocument;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a file of rules: one rule a line. */
enum RuleColumn {
  ID("id", true, RuleDocument::id, "Nome da regra, único no arquivo: aparece em cada lançamento."),
  METER(
      "meter",
      true,
      RuleDocument::meter,
      "O que é contado: voice-minute, message-segment, number-month, recording-gb-month,"
          + " transcription-minute, sentiment-minute, machine-detection …"),
  LEG(
      "leg",
      false,
      RuleDocument::leg,
      "Qual telefone da chamada: lead (cliente), agent (agente) ou other. Vazio: qualquer um."),
  CARRIER(
      "carrier", false, RuleDocument::carrier, "Operadora: twilio, telnyx. Vazio: qualquer uma."),
  DIRECTION(
      "direction",
      false,
      RuleDocument::direction,
      "outbound (saída) ou inbound (entrada). Vazio: as duas; nas mensagens, só as enviadas."),
  DESTINATION_CLASS(
      "destination_class",
      false,
      RuleDocument::destinationClass,
      "Classe do destino: landline, mobile, mobile-sp-rj, toll-free, international,"
          + " international-PT, sms-national … Vale também para o que vem abaixo dela com um hífen."
          + " Vazio: qualquer uma."),
  PREFIX(
      "prefix",
      false,
      RuleDocument::prefix,
      "Começo do número, com + e o código do país: +5511, +351. O mais longo prevalece, antes da"
          + " classe. Vazio: qualquer um."),
  MINIMUM(
      "minimum",
      false,
      ofIncrements(RuleDocument::increments, IncrementsDocument::minimum),
      "Menor quantidade cobrada, em unidades (segundos, nos minutos). Vazio: 0."),
  INCREMENT(
      "increment",
      false,
      ofIncrements(RuleDocument::increments, IncrementsDocument::increment),
      "Passo acima do mínimo, em unidades. Vazio: 1."),
  GRACE(
      "grace",
      false,
      ofIncrements(RuleDocument::increments, IncrementsDocument::grace),
      "Maior quantidade que não é cobrada, em unidades. Vazio: 0."),
  COST_PER_UNIT(
      "cost_per_unit",
      true,
      ofRate(RuleDocument::cost, rate -> orZero(rate.perUnit())),
      "Custo da operadora por minuto, segmento, mês … Um custo zero se escreve 0."),
  COST_CONNECTION_FEE(
      "cost_connection_fee",
      false,
      ofRate(RuleDocument::cost, RateDocument::connectionFee),
      "Custo de cada conexão. Vazio: nenhum."),
  COST_CURRENCY(
      "cost_currency",
      false,
      ofRate(RuleDocument::cost, RateDocument::currency),
      "Moeda do custo: BRL, USD … Vazio: BRL."),
  COST_MINIMUM(
      "cost_minimum",
      false,
      ofIncrements(RuleDocument::costIncrements, IncrementsDocument::minimum),
      "Mínimo da operadora. Vazias as três colunas da operadora: como o nosso."),
  COST_INCREMENT(
      "cost_increment",
      false,
      ofIncrements(RuleDocument::costIncrements, IncrementsDocument::increment),
      "Incremento da operadora."),
  COST_GRACE(
      "cost_grace",
      false,
      ofIncrements(RuleDocument::costIncrements, IncrementsDocument::grace),
      "Carência da operadora."),
  PRICE_PER_UNIT(
      "price_per_unit",
      true,
      ofRate(RuleDocument::price, rate -> orZero(rate.perUnit())),
      "Preço por minuto, segmento, mês …, em reais. Um preço zero se escreve 0."),
  PRICE_CONNECTION_FEE(
      "price_connection_fee",
      false,
      ofRate(RuleDocument::price, RateDocument::connectionFee),
      "Preço de cada conexão, em reais. Vazio: nenhum."),
  JOIN_WITHIN(
      "join_within",
      false,
      rule -> text(rule.joinWithin()),
      "Segundos dentro dos quais uma chamada continua outra com o mesmo número. Vazio: nunca.");

  private static final Map<String, RuleColumn> BY_WIRE =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RuleColumn::wire, c -> c));

  private final String wire;
  private final boolean required;
  private final Function<RuleDocument, String> value;
  private final String meaning;

  RuleColumn(String wire, boolean required, Function<RuleDocument, String> value, String meaning) {
    this.wire = wire;
    this.required = required;
    this.value = value;
    this.meaning = meaning;
  }

  /** The heading, as in {@code cost_per_unit}. */
  String wire() {
    return wire;
  }

  /** Whether a file must have the column, and each line something in it. */
  boolean required() {
    return required;
  }

  /** pt-BR. */
  String meaning() {
    return meaning;
  }

  /** What a rule has in the column; null for nothing. */
  String of(RuleDocument rule) {
    return value.apply(rule);
  }

  /** Null for a heading that is none of these. */
  static RuleColumn find(String heading) {
    return BY_WIRE.get(heading);
  }

  private static Function<RuleDocument, String> ofIncrements(
      Function<RuleDocument, IncrementsDocument> increments,
      Function<IncrementsDocument, Long> number) {
    return rule -> {
      IncrementsDocument stated = increments.apply(rule);
      return stated == null ? null : text(number.apply(stated));
    };
  }

  private static Function<RuleDocument, String> ofRate(
      Function<RuleDocument, RateDocument> rate, Function<RateDocument, String> amount) {
    return rule -> amount.apply(rate.apply(rule));
  }

  private static String text(Object number) {
    return number == null ? null : number.toString();
  }

  private static String orZero(String amount) {
    return amount == null ? "0" : amount;
  }
}
