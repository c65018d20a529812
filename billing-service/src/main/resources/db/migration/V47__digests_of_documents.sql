-- What a document was when it was issued, whoever changes it afterwards. Documents of before have
-- none.
alter table invoices add column document_sha256 bytea;
alter table invoice_notes add column document_sha256 bytea;
