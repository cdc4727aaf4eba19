-- A report as it was published: everything it says, counted once and never again. Both languages are drawn from `content`; the pages are kept beside it, for how they are drawn may change.
create table insight_report (
  id uuid primary key, template_key text not null, template_id uuid not null, title jsonb not null, starts_on date not null, ends_on date not null, team_id uuid, team_name text, channel text, chapters text[] not null,
  content jsonb not null, page_zh text not null, page_en text not null, hash bytea not null, schedule_id uuid, published_by uuid, published_at timestamptz not null
);
create index insight_report_at on insight_report (published_at desc, id desc);
create function insight_report_immutable() returns trigger language plpgsql as $$
begin raise exception 'report.immutable: a published report is not changed; publish another' using errcode = 'insufficient_privilege'; end $$;
create trigger insight_report_immutable before update or delete on insight_report for each row execute function insight_report_immutable();

-- Everybody it was sent to.
create table insight_report_receiver (
  id uuid primary key, report_id uuid not null references insight_report, staff_id uuid not null, message_key text not null, formats text[] not null, sent_by uuid, at timestamptz not null
);
create index insight_report_receiver_report on insight_report_receiver (report_id, at);

-- A report that makes itself of the last whole week, month or quarter.
create table insight_schedule (
  id uuid primary key, name text not null, template_key text not null, chapters text[], team_id uuid, channel text, every text not null check (every in ('week', 'month', 'quarter')),
  day smallint not null, hour smallint not null, formats text[] not null, receivers uuid[] not null, next_at timestamptz, last_report_id uuid references insight_report, fault text, made_by uuid not null, made_at timestamptz not null, version int not null default 1
);
create index insight_schedule_next on insight_schedule (next_at) where next_at is not null;

-- What was decided on which figures. `figures` are those of the moment: no later change of records or definitions reaches them.
create table insight_decision (
  id uuid primary key, question text not null, options jsonb not null, chosen smallint not null, reasons text not null, decider_id uuid not null, decided_by uuid not null, decided_at timestamptz not null, review_on date not null,
  figures jsonb not null, reviewed_at timestamptz, reviewed_by uuid, verdict text check (verdict in ('kept', 'changed', 'withdrawn')), outcome text, version int not null default 1,
  check ((reviewed_at is null) = (verdict is null))
);
create index insight_decision_at on insight_decision (decided_at desc, id desc);
create index insight_decision_review on insight_decision (review_on) where reviewed_at is null;
create function insight_decision_figures() returns trigger language plpgsql as $$
begin
  if new.figures::text is distinct from old.figures::text or new.decided_at is distinct from old.decided_at then raise exception 'decision.figures-immutable: the figures of a decision are those of its moment' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger insight_decision_figures before update on insight_decision for each row execute function insight_decision_figures();
