-- Exports are written by the server: what was asked for, in which columns and language, and the file, sealed and in parts, until its days are over.
alter table export_request drop constraint export_request_state_check;
update export_request set state = 'gone' where state in ('granted', 'waiting', 'approved');
alter table export_request
  add constraint export_request_state_check check (state in ('writing', 'asks', 'waiting', 'refused', 'ready', 'failed', 'gone')),
  add column path text not null default '', add column params jsonb not null default '{}', add column columns jsonb not null default '[]', add column words jsonb, add column language text not null default 'zh-CN', add column fault text;
alter table export_request alter column path drop default, alter column params drop default, alter column columns drop default, alter column language drop default;
create index export_request_over on export_request (until_at) where state = 'ready';
create index export_request_writing on export_request (at) where state = 'writing';
create table export_part (
  export_id uuid not null references export_request (id) on delete cascade, part int not null, body bytea not null,
  primary key (export_id, part)
);
