-- How a mailbox signs in without a password: by tokens of its provider (OAuth 2.0). Secret and tokens sealed by the house, bound to the mailbox.
create table mailbox_oauth (
  mailbox_id uuid primary key references mailbox on delete cascade, provider text not null check (provider in ('microsoft', 'google', 'other')),
  client_id text not null, client_secret bytea, authorize_url text not null, token_url text not null, scope text not null, user_name text not null,
  tokens bytea, expires_at timestamptz, connected_at timestamptz,
  state text not null check (state in ('waiting', 'connected', 'refused')), error text,
  -- A sign-in under way: the keyed fingerprint of its state, what proves that we began it, and until when it may end.
  pending_token bytea unique, pending bytea, pending_until timestamptz,
  changed_at timestamptz not null, version int not null default 1, check ((state = 'connected') = (tokens is not null))
);
-- The key by which mails of a domain are signed (DKIM, RFC 6376). The private one sealed by the house, bound to the domain.
create table mail_signing (
  domain text primary key, selector text not null, private_key bytea not null, public_key text not null, active boolean not null default false,
  checked_at timestamptz, found text check (found in ('matches', 'differs', 'missing', 'unreachable')), created_at timestamptz not null, changed_at timestamptz not null, version int not null default 1
);
