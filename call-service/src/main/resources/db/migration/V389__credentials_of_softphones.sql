-- Below which credential connection a softphone's credential stands (Telnyx): with another one the
-- old credential logs in where no call goes. Of those that are known already nobody can tell: they
-- are looked up again with the next token.
alter table softphones add credential_connection_id text;
