-- What is announced to everybody or to a team, and what people talk over, also about a process; who has read it.
create table topic (
  id uuid primary key, kind text not null check (kind in ('announcement', 'discussion')), title text not null, body text not null, team_id uuid references team, flow_key text,
  author_id uuid not null references staff, state text not null default 'open' check (state in ('open', 'closed')), created_at timestamptz not null, last_at timestamptz not null, version int not null default 1,
  check (kind = 'discussion' or flow_key is null)
);
create index topic_last on topic (last_at desc, id desc);
create index topic_team on topic (team_id, last_at desc, id desc);
create index topic_author on topic (author_id, last_at desc, id desc);
create index topic_flow on topic (flow_key, last_at desc, id desc) where flow_key is not null;
create table topic_reply (id uuid primary key, topic_id uuid not null references topic, author_id uuid not null references staff, body text not null, mentions uuid[] not null default '{}', at timestamptz not null);
create index topic_reply_topic on topic_reply (topic_id, id);
create table topic_reader (topic_id uuid not null references topic, staff_id uuid not null references staff, read_at timestamptz not null, primary key (topic_id, staff_id));
