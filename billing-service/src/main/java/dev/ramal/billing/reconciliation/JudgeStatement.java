package dev.ramal.billing.reconciliation;

/**
 * The statement that judges a comparison. Of several causes the first counts: an amount in another
 * currency says nothing, and a call of another length has another price.
 */
final class JudgeStatement {
  private static final String COLUMNS =
      """
      tenant, reconciliation_id, place, class, file_rows, duplicate_of, carrier_ref, matched_by,
      usage_id, subject, subject_id, leg, party, occurred_at, their_quantity, our_quantity,
      their_amount, their_currency, our_amount, our_currency, our_amount_is_named, their_brl,
      our_brl, asked, asked_currency
      """;

  /**
   * Parameters: tenant, id, units of tolerance, price, its percent, the estimate's, the currency's,
   * the last row of the file.
   *
   * <p>{@code offset 0}: an amount and a class are computed once, though they are asked for often.
   */
  static final String TEXT =
      "insert into reconciliation_lines ("
          + COLUMNS
          + """
          )
          with compared as (
            select i.place, i.file_rows, i.duplicate_of, coalesce(i.reference, u.reference) as ref,
              p.matched_by, u.usage_id, u.subject, u.subject_id, u.leg,
              coalesce(u.party, i.party) as party,
              coalesce(i.started_at, u.occurred_at) as occurred_at,
              i.quantity as their_quantity, u.quantity as our_quantity,
              case when i.currency = 'XXX' then null else i.amount end as their_amount,
              case when i.amount is null then null else i.currency end as their_currency,
              coalesce(u.named_amount, u.cost) as our_amount,
              case when u.usage_id is not null then coalesce(u.named_currency, 'BRL') end
                as our_currency,
              u.named_amount is not null as is_named,
              case when i.amount = 0 then 0 else round(i.amount * r.brl, 6) end as their_brl,
              u.cost as our_brl
            from carrier_items i
            left join pairs p on p.place = i.place
            left join our_uses u on u.usage_id = p.usage_id
            left join day_rates r on r.currency = i.currency
              and r.day = (coalesce(u.occurred_at, i.started_at)
                at time zone 'America/Sao_Paulo')::date
            offset 0
          ), judged as (
            select *, their_currency = our_currency and is_named as comparable,
              case
                when duplicate_of is not null then 'duplicate'
                when usage_id is null then 'missing-ours'
                when their_currency = 'XXX' then 'currency'
                when their_amount <> 0 and their_currency <> our_currency
                  and (their_brl is null or is_named
                    and abs(their_brl - our_brl) > abs(our_brl) * $7::text::numeric / 100)
                  then 'currency'
                when abs(their_quantity - our_quantity) > $3::bigint then 'duration'
                when their_amount is null and our_amount <> 0 then 'price'
                when their_currency = our_currency and is_named
                  and abs(their_amount - our_amount)
                    > greatest($4::text::numeric, abs(our_amount) * $5::text::numeric / 100)
                  then 'price'
                when not is_named
                  and abs(their_brl - our_brl)
                    > greatest($4::text::numeric, abs(our_brl) * $6::text::numeric / 100)
                  then 'price'
                else 'matched'
              end as class
            from compared
            offset 0
          )
          select $1::text, $2::uuid, place, class, file_rows, duplicate_of, ref, matched_by, usage_id, subject,
            subject_id, leg, party, occurred_at, their_quantity, our_quantity, their_amount,
            their_currency, our_amount, our_currency, is_named, their_brl, our_brl,
            case
              when class in ('duplicate', 'missing-ours') then their_amount
              when class = 'matched' then null
              when comparable then their_amount - our_amount
              else their_brl - our_brl
            end,
            case
              when class in ('duplicate', 'missing-ours') then their_currency
              when class = 'matched' then null
              when comparable and their_amount is not null then their_currency
              when their_brl is not null then 'BRL'
            end
          from judged
          union all
          select $1::text, $2::uuid, $8::bigint + row_number() over (order by u.occurred_at, u.usage_id),
            'missing-theirs', '{}'::bigint[], null, u.reference, null, u.usage_id, u.subject,
            u.subject_id, u.leg, u.party, u.occurred_at, null, u.quantity, null, null,
            coalesce(u.named_amount, u.cost), coalesce(u.named_currency, 'BRL'),
            u.named_amount is not null, null, u.cost, null, null
          from our_uses u left join pairs p on p.usage_id = u.usage_id
          where u.expected and p.usage_id is null
          """;

  /** Parameters: tenant, id. */
  static final String TOTALS =
      """
      insert into reconciliation_totals (tenant, reconciliation_id, class, currency, asked_currency,
        lines, file_rows, theirs, theirs_brl, ours_brl, unconverted, asked)
      select $1::text, $2::uuid, class, coalesce(their_currency, ''), coalesce(asked_currency, ''), count(*),
        sum(cardinality(file_rows)), coalesce(sum(their_amount), 0), coalesce(sum(their_brl), 0),
        coalesce(sum(our_brl), 0),
        count(*) filter (where their_amount is not null and their_brl is null),
        coalesce(sum(asked), 0)
      from reconciliation_lines where tenant = $1 and reconciliation_id = $2 group by 3, 4, 5
      """;

  private JudgeStatement() {}
}
