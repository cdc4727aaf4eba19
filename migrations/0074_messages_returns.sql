-- What came back of a message, by receiver: the last word about each counts. The receiver by keyed fingerprint; all zeros where nobody was named.
create table outgoing_return (
  message_id uuid not null, token bytea not null, outcome text not null check (outcome in ('failed', 'delayed', 'complaint')), reason text not null, hard boolean not null, at timestamptz not null,
  primary key (message_id, token)
);
