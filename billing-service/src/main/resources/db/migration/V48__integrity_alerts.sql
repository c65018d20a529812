-- Of which months, or of whose chain, people were told that something differs from the ledger.
create table integrity_alerts (
  tenant    text not null,
  subject   text not null,
  raised_at timestamptz not null,
  primary key (tenant, subject)
);
select kit_protect('integrity_alerts');
