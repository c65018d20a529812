package dev.ramal.billing.exports;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of an export, in order: their name for programs, and what people in Brazil call them
 * and may read about them. Columns are added at the end and never moved: files are read by them.
 */
public enum Column {
  KIND(
      "kind",
      "Lançamento",
      "O que a linha é: usage (o uso), correction (diferença de uma correção), "
          + "real-cost (diferença até o preço que a operadora informou), plan-fee "
          + "(mensalidade do plano), volume-discount e discount (descontos combinados), minimum "
          + "(complemento do mínimo combinado) ou rounding (arredondamento a centavos de uma "
          + "linha do resumo).",
      before(
          ExportLines.WITH_CONDITIONS,
          "O que a linha é: usage (o uso), correction (diferença de uma correção), "
              + "real-cost (diferença até o preço que a operadora informou), plan-fee "
              + "(mensalidade do plano) ou rounding (arredondamento a centavos de uma linha do "
              + "resumo).")),
  MONTH("month", "Mês", "Mês da cobrança, cortado à meia-noite de São Paulo."),
  OCCURRED_AT(
      "occurred_at",
      "Data e hora (São Paulo)",
      "Quando a chamada foi pedida ou a mensagem enviada: em UTC no formato csv, no "
          + "horário de São Paulo nos formatos para pessoas."),
  USAGE_ID(
      "usage_id",
      "Uso",
      "Código do uso; todas as linhas do mesmo uso o repetem. A conta do uso está em "
          + "GET /api/billing/usage/{id}/explain."),
  LINE("line", "Linha", "Número da linha dentro do uso, a partir de 1."),
  SUBJECT(
      "subject",
      "Objeto",
      "call (chamada), recording (gravação), message (mensagem), number (número), storage "
          + "(armazenamento), infrastructure (infraestrutura), plan (plano) ou conditions (o que "
          + "foi combinado).",
      before(ExportLines.WITH_CONDITIONS, "call (chamada), message (mensagem) ou plan (plano)."),
      before(
          ExportLines.WITH_MARGIN,
          "call (chamada), message (mensagem), plan (plano) ou conditions (o que foi "
              + "combinado).")),
  SUBJECT_ID(
      "subject_id",
      "Código do objeto",
      "Código da chamada ou da mensagem; o nome do plano na linha da mensalidade; o código do "
          + "desconto na linha dele.",
      before(
          ExportLines.WITH_CONDITIONS,
          "Código da chamada ou da mensagem; o nome do plano na linha da mensalidade.")),
  LEG(
      "leg",
      "Perna",
      "Qual telefone da chamada: lead (cliente), que se paga, ou agent (agente), que "
          + "só custa."),
  METER(
      "meter",
      "Medidor",
      "O que se conta: voice-minute, recording-minute, transcription-minute e sentiment-minute "
          + "(voz, gravação, transcrição e análise, preço por minuto), message-segment "
          + "(mensagem, preço por segmento), machine-detection (detecção de máquina, por "
          + "chamada), recording-gb-month (armazenamento, por gigabyte-mês), number-month "
          + "(número, por mês) ou infrastructure-month (infraestrutura, por mês).",
      before(
          ExportLines.WITH_MARGIN,
          "O que se conta: voice-minute (voz, preço por minuto) ou message-segment "
              + "(mensagem, preço por segmento).")),
  DESTINATION_CLASS(
      "destination_class",
      "Classe do destino",
      "Por que classe a tarifa cobra: landline (fixo), mobile (celular), "
          + "mobile-sp-rj, toll-free (0800), international-XX, softphone, sms-national, "
          + "whatsapp…"),
  CARRIER(
      "carrier",
      "Operadora",
      "Quem levou a chamada ou a mensagem; vazio quando nenhuma foi alcançada."),
  DIRECTION("direction", "Sentido", "outbound (saída) ou inbound (entrada)."),
  PARTY("party", "Número", "O outro lado: telefone em E.164 ou endereço do softphone."),
  UNIT(
      "unit",
      "Unidade",
      "Em que as três quantidades são contadas: second (segundos, também quando o "
          + "preço é por minuto), segment, call, megabyte (armazenamento; mil são um gigabyte), "
          + "day (números; trinta são um mês) ou month.",
      before(
          ExportLines.WITH_MARGIN,
          "Em que as três quantidades são contadas: second (segundos, também quando o "
              + "preço é por minuto) ou segment.")),
  QUANTITY("quantity", "Quantidade usada", "Quanto foi usado; numa correção, só a diferença."),
  BILLED_QUANTITY(
      "billed_quantity",
      "Quantidade cobrada",
      "O usado arredondado por mínimo e incremento da tarifa (37 s em 30/6 são 42 s);"
          + " numa correção, só a diferença."),
  INCLUDED_QUANTITY(
      "included_quantity",
      "Quantidade incluída no plano",
      "Quanto do cobrado a franquia do plano já paga."),
  TARIFF_VERSION(
      "tariff_version",
      "Tarifa",
      "Versão da tarifa (ou do plano, na mensalidade); vazio em linhas que nenhuma "
          + "tarifa fez."),
  RULE("rule", "Regra", "Regra da tarifa que fez o preço."),
  CARRIER_PRICE(
      "carrier_price",
      "Preço da operadora",
      "Custo na moeda da operadora, antes da conversão; vazio quando já era em reais."),
  CARRIER_CURRENCY("carrier_currency", "Moeda da operadora", "Moeda desse custo."),
  EXCHANGE_RATE("exchange_rate", "Câmbio", "Reais por unidade dessa moeda."),
  EXCHANGE_DATE("exchange_date", "Data do câmbio", "Desde que dia esse câmbio vale."),
  CARRIER_DISCOUNT(
      "carrier_discount",
      "Desconto da operadora",
      "Desconto por volume estimado, já tirado do custo; o preço real da operadora o "
          + "substitui."),
  COST(
      "cost",
      "Custo",
      "O que a operadora cobra, em reais, com o desconto; a soma da coluna é o custo "
          + "do resumo. Numa linha real-cost, a diferença até o custo real."),
  LIST_PRICE("list_price", "Preço de tabela", "O que a tarifa pede, antes da franquia do plano."),
  PRICE(
      "price",
      "Preço",
      "O que a organização paga, em reais, depois da franquia; a soma da coluna é o "
          + "total do resumo."),
  CURRENCY("currency", "Moeda", "Moeda de custo, preço de tabela e preço: sempre BRL."),
  LOCAL_TIME(
      "local_time",
      "Data e hora com fuso",
      "O mesmo instante no horário de São Paulo, com a diferença para UTC escrita ao " + "lado."),
  AGENT_ID(
      "agent_id",
      "Código do agente",
      "Código de quem ligou ou escreveu; vazio no que ninguém da organização fez e em"
          + " usos de antes desta coluna."),
  AGENT("agent", "Agente", "Nome de quem ligou ou escreveu, como era na hora."),
  CONTACT_ID("contact_id", "Contato", "Código do contato no CRM."),
  CAMPAIGN_ID(
      "campaign_id",
      "Campanha",
      "Código da campanha da chamada, como era quando a linha foi escrita: o que se põe na chamada"
          + " depois do fim não muda linhas que já existem. Mensagens não têm."),
  EXCHANGE_SOURCE(
      "exchange_source",
      "Fonte do câmbio",
      "De onde veio o câmbio, como estava escrito na taxa usada; vazio quando nada foi"
          + " convertido."),
  MARGIN(
      "margin",
      "Margem",
      "Preço menos custo, em reais; negativa onde o custo é maior. A soma da coluna é a margem do"
          + " resumo.");

  /** How many there were before people were named. */
  private static final int BEFORE_PEOPLE = 28;

  /** How many there were before the source of an exchange rate was named. */
  private static final int BEFORE_SOURCES = 33;

  /** How many there were before the margin of a line was one of them. */
  private static final int BEFORE_MARGIN = 34;

  private final String wire;
  private final String heading;
  private final String meaning;
  private final List<Earlier> earlier;

  /**
   * @param earlier what stood there in older files, the oldest first
   */
  Column(String wire, String heading, String meaning, Earlier... earlier) {
    this.wire = wire;
    this.heading = heading;
    this.meaning = meaning;
    this.earlier = List.of(earlier);
  }

  /** The columns of a file of that layout. */
  static List<Column> of(int layout) {
    List<Column> all = Arrays.asList(values());
    if (layout < ExportLines.WITH_PEOPLE) {
      return all.subList(0, BEFORE_PEOPLE);
    }
    if (layout < ExportLines.WITH_TOTALS) {
      return all.subList(0, BEFORE_SOURCES);
    }
    return layout < ExportLines.WITH_MARGIN ? all.subList(0, BEFORE_MARGIN) : all;
  }

  /** What people may read about all of them in a file of that layout, the headings first. */
  static List<List<String>> explained(int layout) {
    return Stream.concat(
            Stream.of(List.of("Coluna", "No csv", "O que contém")),
            of(layout).stream().map(of -> List.of(of.heading, of.wire, of.meaning(layout))))
        .toList();
  }

  private String meaning(int layout) {
    return earlier.stream()
        .filter(one -> layout < one.before())
        .findFirst()
        .map(Earlier::meaning)
        .orElse(meaning);
  }

  /** The name for programs. */
  public String wire() {
    return wire;
  }

  /** The name for people, pt-BR. */
  public String heading() {
    return heading;
  }

  /** What stands in it, pt-BR. */
  public String meaning() {
    return meaning;
  }

  private static Earlier before(int layout, String meaning) {
    return new Earlier(layout, meaning);
  }

  /** What a column was said to mean in files of layouts before that one. */
  private record Earlier(int before, String meaning) {}
}
