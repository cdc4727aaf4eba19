-- The ledger: values kept by double entry. What one account gives another takes, in whole smallest units (fen of the yuan, single points).
create table ledger_account (
  id uuid primary key, kind text not null, owner_kind text not null, owner_id uuid not null, unit text not null,
  -- Null: an open account, a source or a sink of the world outside, whose balance nobody guards and no posting has to wait for.
  balance bigint check (balance >= 0), created_at timestamptz not null, version int not null default 1
);
create unique index ledger_account_of on ledger_account (owner_kind, owner_id, kind, unit);
create index ledger_account_kind on ledger_account (kind, id desc);

create table ledger_transaction (
  id uuid primary key, key text not null unique, kind text not null, about_kind text, about_id uuid, note text, at timestamptz not null, by_id uuid references staff,
  -- The transaction that this one takes back; each is taken back once.
  reverses_id uuid unique references ledger_transaction
);
create table ledger_entry (
  id uuid primary key, transaction_id uuid not null references ledger_transaction, account_id uuid not null references ledger_account, amount bigint not null check (amount <> 0), balance_after bigint check (balance_after >= 0)
);
create index ledger_entry_account on ledger_entry (account_id, id desc);
create index ledger_entry_transaction on ledger_entry (transaction_id);

-- What came into a guarded account at one time and how much of it is left: what expires first is spent first, among equals what came first.
create table ledger_lot (
  id uuid primary key, account_id uuid not null references ledger_account, entry_id uuid not null references ledger_entry, amount bigint not null check (amount > 0), remaining bigint not null check (remaining between 0 and amount), expires_at timestamptz not null default 'infinity'
);
create index ledger_lot_open on ledger_lot (account_id, expires_at, id) where remaining > 0;
create index ledger_lot_expiring on ledger_lot (expires_at) where remaining > 0 and expires_at < 'infinity';
create index ledger_lot_entry on ledger_lot (entry_id);
create table ledger_draw (
  entry_id uuid not null references ledger_entry, lot_id uuid not null references ledger_lot, amount bigint not null check (amount > 0), primary key (entry_id, lot_id)
);
create index ledger_draw_lot on ledger_draw (lot_id);

-- A coupon is an account of its own: what it is worth leaves it once.
create table coupon (
  id uuid primary key, code text not null unique, account_id uuid not null references ledger_account, holder_kind text, holder_id uuid, about_kind text not null, about_id uuid not null, value bigint not null check (value > 0), condition text,
  issued_at timestamptz not null, issued_by uuid references staff, expires_at timestamptz not null, state text not null default 'issued' check (state in ('issued', 'redeemed', 'revoked', 'expired')),
  ended_at timestamptz, ended_by uuid references staff, note text, version int not null default 1, check ((state = 'issued') = (ended_at is null))
);
create index coupon_holder on coupon (holder_kind, holder_id, id desc);
create index coupon_about on coupon (about_kind, about_id);
create index coupon_state on coupon (state, id desc);
create index coupon_expiring on coupon (expires_at) where state = 'issued';
