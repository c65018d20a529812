package dev.ramal.billing.exports;

import static java.util.Map.entry;

import java.util.Map;

/** The columns of an export as a person in Brazil reads them. */
final class Headings {
  private static final Map<String, String> IN_PORTUGUESE =
      Map.ofEntries(
          entry("kind", "Lançamento"),
          entry("month", "Mês"),
          entry("occurred_at", "Data e hora (São Paulo)"),
          entry("usage_id", "Uso"),
          entry("line", "Linha"),
          entry("subject", "Objeto"),
          entry("subject_id", "Código do objeto"),
          entry("leg", "Perna"),
          entry("meter", "Medidor"),
          entry("destination_class", "Classe do destino"),
          entry("carrier", "Operadora"),
          entry("direction", "Sentido"),
          entry("party", "Número"),
          entry("unit", "Unidade"),
          entry("quantity", "Quantidade usada"),
          entry("billed_quantity", "Quantidade cobrada"),
          entry("included_quantity", "Quantidade incluída no plano"),
          entry("tariff_version", "Tarifa"),
          entry("rule", "Regra"),
          entry("carrier_price", "Preço da operadora"),
          entry("carrier_currency", "Moeda da operadora"),
          entry("exchange_rate", "Câmbio"),
          entry("exchange_date", "Data do câmbio"),
          entry("carrier_discount", "Desconto da operadora"),
          entry("cost", "Custo"),
          entry("list_price", "Preço de tabela"),
          entry("price", "Preço"),
          entry("currency", "Moeda"));

  private Headings() {}

  static String of(String column) {
    return IN_PORTUGUESE.get(column);
  }
}
