-- What we have answered to an invitation: the last answer counts.
create table mail_invitation (
  interaction_id uuid primary key, answer text not null check (answer in ('accepted', 'tentative', 'declined')), by_id uuid, at timestamptz not null, version int not null default 1
);
