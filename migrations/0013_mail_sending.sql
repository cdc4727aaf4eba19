-- How a mailbox sends. A mailbox without a row sends as the defaults say.
create table mailbox_sending (
  mailbox_id uuid primary key references mailbox on delete cascade,
  -- Its server takes mail for support+anything@: answers then carry their case in the address.
  plus_addresses boolean not null default false,
  -- Its server keeps a copy of all that is sent in this folder, where a mail with an unknown outcome is looked for.
  sent_folder text,
  -- How many conversations with the server go on at once.
  connections smallint not null default 2 check (connections between 1 and 10),
  changed_at timestamptz not null, version int not null default 1
);
