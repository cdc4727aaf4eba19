-- A code of an authenticator opens the door once: what was tried for an account lies here until it has run out, as a keyed fingerprint.
create table used_code (fingerprint bytea primary key, at timestamptz not null);
create index used_code_at on used_code (at);
