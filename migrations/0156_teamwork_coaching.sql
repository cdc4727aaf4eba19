-- Notes of coaching: between somebody and who leads them. They wait for an answer like feedback, and stand in none of its figures.
alter table feedback drop constraint feedback_tone_check, add constraint feedback_tone_check check (tone in ('criticism', 'praise', 'idea', 'coaching')),
  add constraint feedback_coaching_person check (tone <> 'coaching' or (staff_id is not null and source = 'superior' and taken_by is not null));
create or replace view feedback_fact as
select f.id, left(f.words, 80) as label, f.tone, f.source, f.staff_id, f.department_id, f.taken_by, f.said_at, f.replied_at, k.settled_at, k.in_time, k.working_seconds, f.change is not null as changed, f.state = 'answered' as answered
from feedback f join clock_ref k on k.subject_kind = 'feedback' and k.subject_id = f.id where f.state <> 'withdrawn' and f.tone <> 'coaching';
