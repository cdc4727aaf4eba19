-- Which parts of politeness somebody's public words on a case hold, all of them taken together: a greeting, 请, 谢谢.
create table case_manners (
  id uuid primary key, case_id uuid not null, staff_id uuid not null, greeting boolean not null, please boolean not null, thanks boolean not null, messages int not null check (messages > 0), first_at timestamptz not null, last_at timestamptz not null,
  unique (case_id, staff_id)
);
create index case_manners_first on case_manners (first_at);
create view case_manners_fact as
select m.id, m.case_id, c.number, m.staff_id, m.greeting, m.please, m.thanks, (m.greeting::int + m.please::int + m.thanks::int)::double precision as score, m.messages, m.first_at,
  c.kind, c.channel, c.priority, c.team_id, c.handler_id, c.first_responder_id
from case_manners m join case_fact c on c.id = m.case_id;
-- Answers on cases that somebody held against what is right: a submission of the form `answer-check` each.
create view answer_check_fact as
select s.id, s.about_id as case_id, c.number, s.at, s.answers ->> 'correct' = 'true' as correct, s.answers ->> 'source' as source, s.by_id, s.staff_id, c.kind, c.channel, c.priority, c.team_id, c.handler_id, c.first_responder_id
from submission s join case_fact c on c.id = s.about_id where s.form_key = 'answer-check' and s.about_kind = 'case';
